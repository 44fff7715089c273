using Vitrine.Wire;

namespace Vitrine.Jobs;

/// <summary>What the states of a job have in common.</summary>
public static class JobStates
{
    extension(JobState state)
    {
        /// <summary>Whether a worker has the job.</summary>
        public bool IsRunning => state is >= JobState.Preparing and <= JobState.Packaging;

        /// <summary>Whether the job has ended.</summary>
        public bool IsOver => state is JobState.Done or JobState.Failed or JobState.Cancelled;

        /// <summary>Its name, for example "training".</summary>
        public string Name => state.ToString().ToLowerInvariant();
    }
}
