using Vitrine.Training.Learning;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training;

/// <summary>
/// The same bytes: every tensor of the last and the best checkpoint (weights, averages, the optimizer's state) and both
/// ONNX files. What the epochs took in seconds is kept beside them and is never the same twice.
/// </summary>
[Collection(nameof(TorchAlone))]
public sealed class ResumeTests : IDisposable
{
    private readonly DrawnRun run = new();

    [Theory]
    [InlineData(0, "adamw")]
    [InlineData(3, "sgd")]
    [InlineData(19, "adam")]
    public void A_run_that_is_killed_and_resumed_ends_in_the_same_bytes(int freeze, string optimizer)
    {
        var job = run.Job(freeze, job => job.Optimizer = optimizer);
        // Nothing is written between two epochs' ends, so this is what a kill in the middle of epoch 2 leaves.
        run.Said = line =>
        {
            if (line.StartsWith("epoch 1/", StringComparison.Ordinal))
            {
                run.Copy("out", "killed");
                File.WriteAllText(Path.Combine(run["killed"], "last.safetensors.part"), "half");
            }
        };
        run.Run(job);
        Assert.False(File.Exists(Path.Combine(run["killed"], "gender.onnx")));

        run.Run(job, "killed", resume: true);

        SameBytes("out", "killed");
    }

    [Fact]
    public void A_run_that_is_cancelled_in_the_middle_of_an_epoch_keeps_its_checkpoint_and_ends_in_the_same_bytes()
    {
        var job = run.Job();
        run.Run(job);
        using var stop = new CancellationTokenSource();
        var batches = -1;
        run.Said = line => batches = line.StartsWith("epoch 1/", StringComparison.Ordinal) ? 0 : batches;
        run.Advanced = () =>
        {
            if (batches >= 0 && ++batches == 3)
            {
                stop.Cancel();
            }
        };

        Assert.Throws<OperationCanceledException>(() => run.Run(job, "cancelled", stop: stop));
        run.Advanced = () => { };
        Assert.Equal([1], Epochs("cancelled"));
        run.Run(job, "cancelled", resume: true);

        SameBytes("out", "cancelled");
        Assert.Equal([1, 2, 3], Epochs("cancelled"));
    }

    [Fact]
    public void A_new_learning_rate_and_schedule_hold_from_the_next_epoch_on()
    {
        run.Run(run.Job(change: job => job.Epochs = 1));

        run.Run(
            run.Job(change: job => (job.Epochs, job.Schedule, job.LearningRate, job.Warmup) = (3, "constant", 2e-4, 0)),
            resume: true
        );

        using var last = Checkpoint.Read(Path.Combine(run["out"], Checkpoint.Last));
        Assert.Equal([2e-4, 2e-4], last.History.Skip(1).Select(epoch => epoch.LearningRate));
        Assert.True(last.History[0].LearningRate > 0);
    }

    [Fact]
    public void A_new_rate_of_next_to_nothing_leaves_the_weights_where_they_were()
    {
        run.Run(run.Job(change: job => job.Epochs = 1));
        run.Copy("out", "before");

        run.Run(
            run.Job(change: job => (job.Epochs, job.Schedule, job.LearningRate, job.Warmup) = (2, "constant", 1e-7, 0)),
            resume: true
        );

        Assert.True(Distance("before", "out") is > 0 and < 1e-5);
    }

    [Theory]
    [InlineData("sgd")]
    [InlineData("adam")]
    public void Another_optimizer_begins_with_the_weights_and_without_a_state(string optimizer)
    {
        run.Run(run.Job(change: job => job.Epochs = 1));
        run.Copy("out", "before");

        run.Run(
            run.Job(change: job => (job.Optimizer, job.LearningRate, job.Epochs) = (optimizer, 1e-6, 2)),
            resume: true
        );

        Assert.True(Distance("before", "out") is > 0 and < 1e-3);
        using var last = Checkpoint.Read(Path.Combine(run["out"], Checkpoint.Last));
        Assert.Equal(optimizer, last.Job.Optimizer);
    }

    [Fact]
    public void With_other_weights_and_another_seed_the_frozen_trunk_stays_the_checkpoints()
    {
        run.Run(run.Job(change: job => job.Epochs = 1));

        var package = run.Run(
            run.Job(change: job => (job.Epochs, job.Seed, job.Pretrained) = (5, 2, "")),
            resume: true
        );

        // Learned from one trunk and packaged with another, it would guess.
        Assert.True(package.Full.Measurement.Accuracy > 0.8, $"{package.Full.Measurement.Accuracy}");
    }

    [Fact]
    public void A_checkpoint_of_another_network_is_refused_in_one_line_and_kept()
    {
        run.Run(run.Job(change: job => job.Epochs = 1));
        var before = File.ReadAllBytes(Path.Combine(run["out"], Checkpoint.Last));

        var refused = Assert.Throws<BadInputException>(() =>
            run.Run(run.Job(change: job => job.Width = 0.2), resume: true)
        );

        OneLine.Says(refused.Message, "--width", "0.2");
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(run["out"], Checkpoint.Last)));
    }

    [Fact]
    public void A_run_is_not_overwritten_by_a_new_one_and_one_that_is_not_there_is_not_resumed()
    {
        Directory.CreateDirectory(run["out"]);
        OneLine.Says(Refused(run.Job(), resume: true), Checkpoint.Last, "--resume");
        File.WriteAllText(Path.Combine(run["out"], Checkpoint.Last), "");
        OneLine.Says(Refused(run.Job(), resume: false), "holds a run already", "--resume", "--out");
        OneLine.Says(Refused(run.Job(), resume: true), "not a whole safetensors file");
    }

    public void Dispose() => run.Dispose();

    private string Refused(TrainingJob job, bool resume) =>
        Assert.Throws<BadInputException>(() => run.Run(job, resume: resume)).Message;

    private IEnumerable<int> Epochs(string output)
    {
        using var last = Checkpoint.Read(Path.Combine(run[output], Checkpoint.Last));
        return last.History.Select(epoch => epoch.Epoch);
    }

    private void SameBytes(string one, string other)
    {
        foreach (var file in new[] { Checkpoint.Last, Checkpoint.Best })
        {
            using var left = Checkpoint.Read(Path.Combine(run[one], file));
            using var right = Checkpoint.Read(Path.Combine(run[other], file));
            Assert.Equal(left.File.Tensors.Keys, right.File.Tensors.Keys);
            Assert.All(left.File.Tensors.Keys, name => Assert.Equal(Bytes(left, name), Bytes(right, name)));
            Assert.Equal(left.Job, right.Job);
            Assert.Equal(
                left.History.Select(epoch => epoch with { Seconds = 0, ImagesPerSecond = 0 }),
                right.History.Select(epoch => epoch with { Seconds = 0, ImagesPerSecond = 0 })
            );
        }

        Assert.Equal(Onnx(one), Onnx(other));
    }

    private byte[][] Onnx(string output) =>
        [
            File.ReadAllBytes(Path.Combine(run[output], "float32", "gender.onnx")),
            File.ReadAllBytes(Path.Combine(run[output], "int8", "gender.onnx")),
        ];

    private static byte[] Bytes(Checkpoint checkpoint, string name) => checkpoint.File.Tensors[name].bytes.ToArray();

    // The largest difference of any trained weight; norms' statistics follow the data and not the rate.
    private double Distance(string one, string other)
    {
        using var left = Checkpoint.Read(Path.Combine(run[one], Checkpoint.Last));
        using var right = Checkpoint.Read(Path.Combine(run[other], Checkpoint.Last));
        return left
            .File.Tensors.Where(tensor =>
                tensor.Key.StartsWith("network.", StringComparison.Ordinal)
                && !tensor.Key.Contains("running_", StringComparison.Ordinal)
                && !tensor.Key.EndsWith("tracked", StringComparison.Ordinal)
            )
            .Max(tensor => (tensor.Value - right.File.Tensors[tensor.Key]).abs().max().item<float>());
    }
}
