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
            RequireNothingElse(request);
            DetectorPipeline.Run(request, progress, time, stop);
        }
        else
        {
            TrainingPipeline.Run(request, progress, time, stop);
        }
    }

    /// <summary>Looks for a good peak learning rate instead of training.</summary>
    /// <exception cref="BadInputException">Something that the job needs is missing or wrong.</exception>
    public static void TestLearningRate(TrainingRequest request, IRunProgress progress, CancellationToken stop)
    {
        RequireNothingElse(request);
        TrainingPipeline.TestLearningRate(request, progress, stop);
    }

    private static void RequireNothingElse(TrainingRequest request)
    {
        if (JobAttribute.IsDetector(request.Job) && (request.TestLearningRate || request.ContactSheet))
        {
            throw new BadInputException(
                $"--lr-test and --contact-sheet are for attributes: --task {JobAttribute.Detector} trains a detector"
            );
        }
    }
}
