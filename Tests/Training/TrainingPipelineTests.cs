using Vitrine.Models;
using Vitrine.Tests.Training.Packaging;
using Vitrine.Training.Learning;
using Vitrine.Training.Network;
using Vitrine.Vision.Attributes;
using Vitrine.Wire;
using Xunit;
using static TorchSharp.torch;

namespace Vitrine.Tests.Training;

[Collection(nameof(TorchAlone))]
public sealed class TrainingPipelineTests : IDisposable
{
    private static readonly string[] Left =
    [
        "job.json",
        "last.safetensors",
        "best.safetensors",
        "metrics.csv",
        "metrics.jsonl",
        "curves.png",
    ];

    private readonly DrawnRun run = new();

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void It_learns_and_leaves_what_the_edge_reads(int freeze)
    {
        var package = run.Run(run.Job(freeze, job => job.Epochs = 6));

        Assert.True(package.Full.Measurement.Accuracy > 0.7, $"{package.Full.Measurement.Accuracy}");
        new FaceNetwork(FaceModels.Open(run["out"])["gender"]!).Dispose();
        Assert.All(Left, name => Assert.True(File.Exists(Path.Combine(run["out"], name)), name));
        Assert.Equal(7, File.ReadAllLines(Path.Combine(run["out"], "metrics.csv")).Length);
        Assert.DoesNotContain(
            Directory.EnumerateFiles(run["out"], "*", SearchOption.AllDirectories),
            file => file.Contains(".part", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void With_all_features_frozen_the_head_alone_is_trained()
    {
        run.Run(run.Job(freeze: 19, job => job.Epochs = 1));

        using var given = Safetensors.Read(run["weights.safetensors"]);
        using var last = Checkpoint.Read(Path.Combine(run["out"], Checkpoint.Last));
        Assert.All(
            given.Tensors,
            tensor =>
                Assert.Equal(
                    tensor.Key.StartsWith("features.", StringComparison.Ordinal),
                    tensor.Value.bytes.SequenceEqual(last.File.Tensors["network." + tensor.Key].bytes)
                        || tensor.Key.EndsWith(".num_batches_tracked", StringComparison.Ordinal)
                )
        );
    }

    [Theory]
    [InlineData(0, "random", "epochs")]
    [InlineData(3, "random", "first 3 features", "--freeze 0")]
    public void Without_pretrained_weights_it_says_once_that_it_begins_with_random_ones(
        int freeze,
        params string[] says
    )
    {
        run.Run(run.Job(freeze, job => (job.Pretrained, job.Epochs) = ("", 1)));
        run.Run(run.Job(freeze, job => (job.Pretrained, job.Epochs) = ("", 2)), resume: true);

        var line = Assert.Single(run.Lines, line => line.Contains("--pretrained", StringComparison.Ordinal));
        OneLine.Says(line, says);
        Assert.Equal(line, run.Lines[0]);
    }

    [Fact]
    public void Ages_are_learned_over_years_and_told_in_years()
    {
        var package = run.Run(run.Job(change: job => (job.Task, job.Epochs, job.Data[0]) = ("age", 1, DrawnAges())));

        var metrics = package.Full.Measurement.Metrics["ages"]!;
        Assert.NotNull(metrics["meanErrorYears"]);
        Assert.NotNull(metrics["oneOff"]);
    }

    [Fact]
    public void Two_data_sets_of_one_name_are_reported_each_by_itself()
    {
        DrawnData.Draw(run["other/data"], training: 16, others: 8);

        var package = run.Run(run.Job(change: job => (job.Epochs, _) = (1, Add(job, run["other/data"]))));

        Assert.Equal(["data", "data-2"], package.Full.Measurement.Metrics.Select(set => set.Key));
        Assert.Equal(8, (int)package.Full.Measurement.Metrics["data-2"]!["faces"]!);
    }

    [Fact]
    public void A_second_run_computes_nothing_of_the_frozen_trunk_again()
    {
        run.Run(run.Job(change: job => job.Epochs = 1));
        Assert.Contains("trunk activations, 0 of 128 kept from before (128)", run.Lines);

        run.Run(run.Job(change: job => job.Epochs = 1), "again");

        Assert.Contains("trunk activations, 128 of 128 kept from before (0)", run.Lines);
    }

    [Fact]
    public void Early_stopping_ends_the_run_and_packages_the_best()
    {
        run.Run(run.Job(change: job => (job.Epochs, job.Patience, job.LearningRate) = (30, 1, 1e-7)));

        using var last = Checkpoint.Read(Path.Combine(run["out"], Checkpoint.Last));
        Assert.InRange(last.History.Count, 2, 29);
        Assert.False(last.History[^1].Best);
    }

    [Fact]
    public void A_loss_that_is_no_number_names_the_batch_and_keeps_the_checkpoint()
    {
        run.Run(run.Job(change: job => job.Epochs = 1));
        var before = File.ReadAllBytes(Path.Combine(run["out"], Checkpoint.Last));
        Spoil(Path.Combine(run["out"], Checkpoint.Last));
        var spoilt = File.ReadAllBytes(Path.Combine(run["out"], Checkpoint.Last));

        var refused = Refused(run.Job(), resume: true);

        OneLine.Says(refused, "batch 1 of epoch 2", "checkpoint of epoch 1 is kept", "--learning-rate");
        Assert.Equal(spoilt, File.ReadAllBytes(Path.Combine(run["out"], Checkpoint.Last)));
        Assert.NotEqual(spoilt, before);
    }

    [Fact]
    public void Weights_with_a_number_that_is_none_stop_at_the_first_batch()
    {
        using (var network = DrawnNetwork.Draw(Vitrine.Training.Network.Padding.TensorFlow, classes: 2))
        {
            using (no_grad())
            {
                network.Head.bias!.fill_(float.NaN);
            }

            Safetensors.Write(
                run["nan.safetensors"],
                new TensorFile(network.state_dict(), new Dictionary<string, string>())
            );
        }

        var refused = Refused(run.Job(change: job => job.Pretrained = run["nan.safetensors"]), resume: false);

        OneLine.Says(refused, "batch 1 of epoch 1", "no checkpoint yet");
        Assert.False(File.Exists(Path.Combine(run["out"], Checkpoint.Last)));
    }

    [Fact]
    public void A_range_test_writes_its_curve_and_no_checkpoint()
    {
        var suggested = run.TestLearningRate(run.Job());

        Assert.InRange(suggested, 1e-8, 0.1);
        var rows = File.ReadAllLines(Path.Combine(run["out"], "lr-test.csv"));
        Assert.Equal("learningRate,loss,smoothedLoss", rows[0]);
        Assert.InRange(rows.Length, 20, 101);
        Assert.Equal(["lr-test.csv", "lr-test.png"], Directory.GetFiles(run["out"]).Select(Path.GetFileName).Order());
        Assert.Contains(run.Lines, line => line.Contains("a tenth of the rate", StringComparison.Ordinal));
        OneLine.Says(
            Assert.Throws<BadInputException>(() => run.TestLearningRate(run.Job(), resume: true)).Message,
            "--lr-test",
            "--resume"
        );
    }

    public void Dispose() => run.Dispose();

    private string Refused(TrainingJob job, bool resume = false) =>
        Assert.Throws<BadInputException>(() => run.Run(job, resume: resume)).Message;

    private static int Add(TrainingJob job, string data)
    {
        job.Data.Add(data);
        return job.Data.Count;
    }

    // The drawn pictures, of all age groups and between them.
    private string DrawnAges()
    {
        DrawnData.Draw(run["ages"], training: 36, others: 36);
        foreach (var list in Directory.GetFiles(run["ages"], "*.csv"))
        {
            var rows = File.ReadAllLines(list);
            File.WriteAllLines(
                list,
                rows.Take(1)
                    .Concat(rows.Skip(1).Select((row, number) => row.Replace($",{20 + number},", $",{number * 2},")))
            );
        }

        return run["ages"];
    }

    private static void Spoil(string path)
    {
        using var file = Safetensors.Read(path);
        using (no_grad())
        {
            file.Tensors["network.classifier.1.bias"].fill_(float.NaN);
        }

        Safetensors.Write(path, file);
    }
}
