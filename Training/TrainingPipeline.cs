using OpenCvSharp;
using TorchSharp;
using Vitrine.Jobs;
using Vitrine.Training.Evaluation;
using Vitrine.Training.Examples;
using Vitrine.Training.Learning;
using Vitrine.Training.Monitoring;
using Vitrine.Training.Network;
using Vitrine.Training.Packaging;
using Vitrine.Wire;

namespace Vitrine.Training;

/// <summary>
/// A training job from lists to models: read the faces → compute what the frozen trunk gives → train → evaluate → package.
/// </summary>
public static class TrainingPipeline
{
    private const int RefitPictures = 512;
    private const int CalibrationFaces = 300;
    private const int ParityFaces = 200;

    /// <summary>Runs a job. Cancelled, it leaves its last checkpoint.</summary>
    /// <exception cref="BadInputException">Something that the job needs is missing or wrong.</exception>
    public static Package Run(
        TrainingRequest request,
        IRunProgress progress,
        TimeProvider time,
        CancellationToken stop
    ) =>
        Begin(
            request,
            progress,
            run =>
            {
                var card = JobCard.Of(run.Job, run.Examples);
                run.Folder.Keep(run.Job);
                Train(run, progress, time, stop);
                return Pack(run, card, request, progress, time);
            },
            stop
        );

    /// <summary>Looks for a good peak learning rate instead of training; leaves no checkpoint.</summary>
    /// <returns>What it suggests.</returns>
    /// <exception cref="BadInputException">Something that the job needs is missing or wrong.</exception>
    public static double TestLearningRate(TrainingRequest request, IRunProgress progress, CancellationToken stop) =>
        request.Resume
            ? throw new BadInputException("--lr-test begins with a new network: leave --resume out")
            : Begin(
                request,
                progress,
                run => new LearningRateTest(run.Job, run.Network, run.Batches).Run(run.Folder, progress, stop),
                stop
            );

    // Everything before the first step: faces, network, and what its frozen trunk gives.
    private static T Begin<T>(
        TrainingRequest request,
        IRunProgress progress,
        Func<PreparedRun, T> goOn,
        CancellationToken stop
    )
    {
        var job = Hyperparameters.Complete(request.Job);
        var folder = new RunFolder(request.Folder);
        folder.Open(request.Resume);
        var device = OpenDevice(job);
        using var checkpoint = request.Resume ? Checkpoint.Read(folder.LastCheckpoint) : null;
        checkpoint?.RequireFits(job, folder.LastCheckpoint);
        if (checkpoint is not null && job.Labels.Count == 0)
        {
            job.Labels.Add(checkpoint.Job.Labels);
        }

        PretrainedWeights.Require(job.Pretrained);
        if (checkpoint is null && job.Pretrained.Length == 0)
        {
            progress.Say(RunReport.OfRandomWeights(job));
        }

        var sets = ExampleReader.ReadLists(job);
        TrainingAttribute.NameLabels(job, sets);
        var examples = ExampleReader.Read(job, sets, progress, stop);
        progress.Say(RunReport.Of(examples));

        using var faces = new FaceInputs(job);
        using var network = MakeNetwork(job, faces, examples, checkpoint).to(device);
        foreach (var line in ParameterTable.Of(network, job.Freeze).Lines())
        {
            progress.Say(line);
        }

        using var trunk = job.Freeze > 0 ? new FrozenTrunk(job, network, faces, request.Cache, device) : null;
        var batches = new Batches(job, examples, faces, trunk);
        trunk?.Fill(batches.TrunkViews, progress, stop);
        return goOn(new PreparedRun(job, folder, checkpoint, examples, faces, network, batches));
    }

    private static void Train(PreparedRun run, IRunProgress progress, TimeProvider time, CancellationToken stop)
    {
        using (var trainer = new Trainer(run.Job, run.Network, run.Batches, run.Examples, run.Folder, progress, time))
        {
            if (run.Checkpoint is { } checkpoint)
            {
                trainer.Resume(checkpoint);
            }

            trainer.Train(stop);
        }

        using var best = Checkpoint.Read(run.Folder.BestCheckpoint);
        best.RestoreAverages(run.Network);
    }

    private static torch.Device OpenDevice(TrainingJob job)
    {
        TorchLibrary.Use(job.Threads);
        // The threads that read pictures ahead are enough.
        Cv2.SetNumThreads(1);
        return job.Device is "cpu" || torch.cuda_is_available()
            ? torch.device(job.Device)
            : throw new BadInputException(
                "--device cuda: there is no CUDA device that this libtorch can use; leave it out to train on the CPU"
            );
    }

    private static MobileNetV2 MakeNetwork(
        TrainingJob job,
        FaceInputs faces,
        ExampleSplits examples,
        Checkpoint? checkpoint
    )
    {
        torch.random.manual_seed(job.Seed);
        var network = new MobileNetV2(
            new NetworkShape
            {
                Classes = new Targets(job).Classes,
                Width = job.Width,
                Padding = job.Padding is "symmetrical" ? Network.Padding.Symmetrical : Network.Padding.TensorFlow,
                Dropout = job.Dropout,
            }
        );
        if (checkpoint is not null)
        {
            // Its trunk too: the job's weights and seed may have changed since.
            checkpoint.Restore(network);
        }
        else if (job.Pretrained.Length > 0)
        {
            PretrainedWeights.Load(network, job.Pretrained);
            using var pictures = torch.tensor(
                faces.Read(Spread(examples.Training, RefitPictures)),
                [Math.Min(RefitPictures, examples.Training.Count), .. faces.Shape]
            );
            NormRefit.Refit(network, pictures, from: job.Freeze);
        }

        return network;
    }

    private static Package Pack(
        PreparedRun run,
        CardFacts card,
        TrainingRequest request,
        IRunProgress progress,
        TimeProvider time
    )
    {
        var (job, examples, faces) = (run.Job, run.Examples, run.Faces);
        progress.BeginEvaluation();
        run.Network.eval();
        run.Network.to(torch.CPU);
        var test = new TestRun(examples, job.Threads, progress);
        var package = PackageWriter.Write(
            new PackageOrder
            {
                Network = run.Network,
                Attribute = TrainingAttribute.Of(job).Attribute,
                Input = faces.Input,
                Facts = card,
                CalibrationFaces = [.. Spread(examples.Training, CalibrationFaces).Select(view => faces.Read([view]))],
                ParityFaces = [.. Spread(examples.Test, ParityFaces).Select(view => faces.Read([view]))],
                Measure = test.Measure,
            },
            request.Folder,
            time
        );
        foreach (var line in RunReport.Of(package, test.Figures(package.Better.Model)))
        {
            progress.Say(line);
        }

        if (request.ContactSheet)
        {
            var sheet = Path.Combine(request.Folder, "contact-sheet.png");
            DiskWrite.Do(
                $"contact sheet '{sheet}'",
                "the models are kept: make room, then go on with --resume",
                () => ContactFaces.Draw(sheet, test.Answers(package.Better.Model), package.Better.Model)
            );
        }

        progress.Advance(1);
        return package;
    }

    // Evenly over the split, so that every data set is in it.
    private static FaceView[] Spread(IReadOnlyList<Example> split, int count) =>
        [.. ContactFaces.Spread(split, count).Select(example => new FaceView(example, Variant: null))];
}
