using TorchSharp.Modules;
using Vitrine.Jobs;
using Vitrine.Tests.Training.Examples;
using Vitrine.Tests.Training.Monitoring;
using Vitrine.Tests.Training.Packaging;
using Vitrine.Training.Learning;
using Vitrine.Training.Network;
using Vitrine.Wire;
using Xunit;
using static TorchSharp.torch;

namespace Vitrine.Tests.Training.Learning;

public sealed class CheckpointTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly MobileNetV2 network = DrawnNetwork.Draw(Padding.TensorFlow, classes: 2);
    private readonly TrainingJob job = Drawn.Gender(job => (job.Width, job.Freeze) = (0.1, 3));

    [Fact]
    public void Everything_comes_back_bit_for_bit()
    {
        Write("last.safetensors", network);
        using var read = Checkpoint.Read(folder["last.safetensors"]);
        using var other = DrawnNetwork.Draw(Padding.TensorFlow, classes: 2);
        Spoil(other);
        using var average = new WeightAverage(other, job.Freeze, job.Averaging);

        read.Restore(other, average);

        Assert.Equal(job, read.Job);
        Assert.Equal([0.1 + 0.2], read.History.Select(epoch => epoch.TrainingLoss));
        Assert.All(
            network.state_dict().Zip(other.state_dict()),
            pair => Assert.Equal(pair.First.Value.bytes.ToArray(), pair.Second.Value.bytes.ToArray())
        );
        Assert.All(
            average.Values,
            mean => Assert.Equal(mean.Value.bytes.ToArray(), network.state_dict()[mean.Key].bytes.ToArray())
        );
    }

    [Theory]
    [InlineData("--task", "age")]
    [InlineData("--width", 0.2)]
    [InlineData("--size", 64)]
    [InlineData("--padding", "symmetrical")]
    [InlineData("--crop-margin", 2.0)]
    [InlineData("--crop", "box")]
    [InlineData("--freeze", 4)]
    public void A_job_for_another_network_is_refused_in_one_line(string option, object value)
    {
        Write("last.safetensors", network);
        using var read = Checkpoint.Read(folder["last.safetensors"]);
        var field = TrainingJob.Descriptor.FindFieldByName(option[2..].Replace('-', '_'));
        var other = job.Clone();
        field.Accessor.SetValue(other, value);

        var refused = Assert.Throws<BadInputException>(() => read.RequireFits(other, "last.safetensors"));

        OneLine.Says(refused.Message, "last.safetensors", option, "--out");
        read.RequireFits(job, "last.safetensors");
    }

    [Fact]
    public void Other_labels_are_another_network_and_a_job_that_names_none_takes_those_of_the_weights()
    {
        var (before, now) = (job.Clone(), job.Clone());
        before.Labels.Add(["low", "high"]);
        Assert.Null(NetworkFit.Fault(before, now));
        now.Labels.Add(["high", "low"]);

        OneLine.Says(NetworkFit.Fault(before, now)!, "--labels low,high there, high,low asked for");
    }

    [Fact]
    public void Tensors_of_another_shape_are_refused_in_one_line()
    {
        Write("last.safetensors", network);
        using var read = Checkpoint.Read(folder["last.safetensors"]);
        using var other = DrawnNetwork.Draw(Padding.TensorFlow, classes: 8);

        OneLine.Says(
            Assert.Throws<BadInputException>(() => read.Restore(other)).Message,
            "classifier.1.weight",
            "another network"
        );
    }

    [Fact]
    public void What_is_missing_cut_off_or_no_checkpoint_is_refused_in_one_line()
    {
        Write("last.safetensors", network);
        folder.Write("cut", File.ReadAllBytes(folder["last.safetensors"])[..^10]);
        folder.Write("rubbish", "rubbish");
        using (var some = ones(3))
        {
            Safetensors.Write(folder["weights"], Holding(some));
            Safetensors.Write(folder["strange"], Holding(some, ("job", "{ 5"), ("history", "[]")));
            Safetensors.Write(folder["odd"], Holding(some, ("job", "{}"), ("history", "[{}]")));
        }

        OneLine.Says(Refused("nowhere"), "nowhere", "--resume");
        OneLine.Says(Refused("cut"), "cut", "not a whole safetensors file");
        OneLine.Says(Refused("rubbish"), "rubbish", "not a whole safetensors file");
        OneLine.Says(Refused("weights"), "weights", "no checkpoint");
        OneLine.Says(Refused("strange"), "strange", "no checkpoint");
        OneLine.Says(Refused("odd"), "odd", "no checkpoint");
    }

    [Fact]
    public void No_mutation_of_what_it_says_of_its_run_is_told_in_more_than_one_line()
    {
        using var some = ones(3);
        var history = System.Text.Json.JsonSerializer.Serialize(new[] { Epochs.One(1) });
        var jobs = Mutations.Of(job.ToString(), seed: 23).Select(Text);
        var histories = Mutations.Of(history, seed: 24).Select(Text);
        foreach (
            var (job, epochs) in jobs.Zip(histories)
                .SelectMany(both => new[] { (both.First, "[]"), ("{}", both.Second) })
        )
        {
            try
            {
                Assert.All(
                    Checkpoint.Of("x", Holding(some, ("job", job), ("history", epochs))).History,
                    Assert.NotNull
                );
            }
            catch (BadInputException refused)
            {
                OneLine.Says(refused.Message, "'x' is no checkpoint of this program");
            }
        }

        static string Text(byte[] bytes) => System.Text.Encoding.UTF8.GetString(bytes);
    }

    [Fact]
    public void An_optimizer_that_cannot_be_read_is_refused_in_one_line()
    {
        Write("last.safetensors", network);
        using var read = Checkpoint.Read(folder["last.safetensors"]);
        using OptimizerHelper optimizer = Optimizers.Of(job, network);
        using var cut = read.File.Tensors["optimizer"][..^100];
        var damaged = read.File.Tensors.ToDictionary(
            tensor => tensor.Key,
            tensor => tensor.Value,
            StringComparer.Ordinal
        );
        foreach (var state in new[] { cut, null })
        {
            damaged["optimizer"] = state!;
            var file = new TensorFile(damaged, read.File.Metadata);

            var refused = Assert.Throws<BadInputException>(() => (read with { File = file }).Restore(optimizer));

            OneLine.Says(refused.Message, "optimizer", "--out");
        }
    }

    public void Dispose()
    {
        network.Dispose();
        folder.Dispose();
    }

    private void Write(string name, MobileNetV2 from)
    {
        from.Freeze(job.Freeze);
        using var average = new WeightAverage(from, job.Freeze, job.Averaging);
        using OptimizerHelper optimizer = Optimizers.Of(job, from);
        Checkpoint.Write(
            folder[name],
            job,
            [Epochs.One(1) with { TrainingLoss = 0.1 + 0.2 }],
            from,
            average,
            optimizer
        );
    }

    private static void Spoil(MobileNetV2 network)
    {
        using var quiet = no_grad();
        foreach (var tensor in network.state_dict().Values)
        {
            tensor.fill_(3);
        }
    }

    private string Refused(string name) =>
        Assert.Throws<BadInputException>(() => Checkpoint.Read(folder[name]).Dispose()).Message.ReplaceLineEndings(" ");

    private static TensorFile Holding(Tensor tensor, params (string Name, string Text)[] texts) =>
        new(
            new Dictionary<string, Tensor>(StringComparer.Ordinal) { ["x"] = tensor },
            texts.ToDictionary(text => text.Name, text => text.Text, StringComparer.Ordinal)
        );
}
