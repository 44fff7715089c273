using Vitrine.Jobs;
using Vitrine.Training.Detector;
using Vitrine.Training.Monitoring;
using Vitrine.Wire;

namespace Vitrine.Training;

/// <summary>What a job asks for: a detector, or the model of an attribute.</summary>
public static class JobPipeline
{
    /// <summary>Runs a job. Cancelled, it leaves its last checkpoint.</summary>
    /// <exception cref="BadInputException">Something that the job needs is missing or wrong.</exception>
    public static void Run(TrainingRequest request, IRunProgress progress, TimeProvider time, CancellationToken stop)
    {
        if (JobAttribute.IsDetector(request.Job))
        {
            DetectorPipeline.Run(request, progress, time, stop);
        }
        else
        {
            TrainingPipeline.Run(request, progress, time, stop);
        }
    }
}
