using OpenCvSharp;
using TorchSharp;
using Vitrine.Jobs;
using Vitrine.Training.Learning;
using Vitrine.Training.Monitoring;
using Vitrine.Training.Network;
using Vitrine.Wire;
using static System.FormattableString;

namespace Vitrine.Training.Detector;

/// <summary>A job that trains a detector, from lists to files: read the pictures' places → train on scenes made of them → package.</summary>
public static class DetectorPipeline
{
    /// <summary>Runs a job. Cancelled, it leaves its last checkpoint.</summary>
    /// <exception cref="BadInputException">Something that the job needs is missing or wrong.</exception>
    public static void Run(TrainingRequest request, IRunProgress progress, TimeProvider time, CancellationToken stop)
    {
        var job = Hyperparameters.Complete(request.Job);
        // Before a checkpoint is read.
        TorchLibrary.Use(job.Threads);
        var folder = new RunFolder(request.Folder);
        folder.Open(request.Resume);
        using var checkpoint = request.Resume ? Checkpoint.Read(folder.LastCheckpoint) : null;
        checkpoint?.RequireFits(job, folder.LastCheckpoint);

        if (job.Device is not "cpu")
        {
            throw new BadInputException("--device: a detector is trained on the CPU; leave it out");
        }

        Cv2.SetNumThreads(1);
        FaceData[] data = [.. job.Data.Select(FaceData.Read)];
        var training = Pictures(data, set => set.Train, "train");
        var validation = Pictures(data, set => set.Validation, "val");
        progress.Say($"to learn from: {training.Counts}; to choose by: {validation.Counts}");

        torch.random.manual_seed(job.Seed);
        using var network = new DetectorNet();
        progress.Say(Invariant($"{network.parameters().Sum(parameter => parameter.numel())} parameters"));
        folder.Keep(job);
        var batches = new SceneBatches(job, training, validation);
        using (var trainer = new DetectorTrainer(job, network, batches, folder, progress, time))
        {
            if (checkpoint is not null)
            {
                trainer.Resume(checkpoint);
            }

            trainer.Train(stop);
        }

        using var best = Checkpoint.Read(folder.BestCheckpoint);
        best.RestoreAverages(network);
        progress.BeginEvaluation();
        network.eval();
        foreach (var line in DetectorPackage.Write(network, job, data, batches, request.Folder, time))
        {
            progress.Say(line);
        }

        progress.Advance(1);
    }

    private static ScenePictures Pictures(FaceData[] data, Func<FaceData, IReadOnlyList<FacePicture>> side, string list)
    {
        var pictures = new ScenePictures(data.SelectMany(side));
        return pictures.CanMakeScenes
            ? pictures
            : throw new BadInputException(
                $"the lists {list}.csv of --data have no face with room around it ({pictures.Counts}): scenes need some"
            );
    }
}
