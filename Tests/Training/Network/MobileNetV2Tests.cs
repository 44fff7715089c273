using System.Globalization;
using System.Text.Json;
using Vitrine.Training.Network;
using Xunit;
using static TorchSharp.torch;

namespace Vitrine.Tests.Training.Network;

public sealed class MobileNetV2Tests
{
    private static readonly string[] NormParts =
    [
        "weight",
        "bias",
        "running_mean",
        "running_var",
        "num_batches_tracked",
    ];

    public MobileNetV2Tests() => TorchLibrary.Use(threads: 1);

    [Fact]
    public void Its_tensors_are_named_as_torchvision_names_them()
    {
        using var network = Small();

        Assert.Equal(
            TorchvisionNames().Order(StringComparer.Ordinal),
            network.state_dict().Keys.Order(StringComparer.Ordinal)
        );
        Assert.Equal(314, TorchvisionNames().Count());
    }

    [Fact]
    public void At_full_width_it_is_as_large_as_torchvisions()
    {
        using var network = new MobileNetV2(new NetworkShape { Classes = 1000 });

        Assert.Equal(3_504_872, network.parameters().Sum(parameter => parameter.numel()));
    }

    [Theory]
    [InlineData(0.35, "16 8 8 8 16 16 16 24 24 24 24 32 32 32 56 56 56 112 1280")]
    [InlineData(0.75, "24 16 24 24 24 24 24 48 48 48 48 72 72 72 120 120 120 240 1280")]
    [InlineData(1.4, "48 24 32 32 48 48 48 88 88 88 88 136 136 136 224 224 224 448 1792")]
    public void Channels_of_other_widths_are_those_of_the_papers_release(double width, string channels)
    {
        using var network = new MobileNetV2(new NetworkShape { Classes = 2, Width = width });
        var rows = ParameterTable.Of(network, frozen: 0).Rows;

        Assert.Equal(
            channels,
            string.Join(' ', rows.SkipLast(1).Select(row => row.Channels.ToString(CultureInfo.InvariantCulture)))
        );
        Assert.Equal(rows[^2].Channels, network.LastChannels);
    }

    [Theory]
    [InlineData(Padding.TensorFlow, 64, 64, 2, 2)]
    [InlineData(Padding.TensorFlow, 65, 33, 3, 2)]
    [InlineData(Padding.TensorFlow, 97, 128, 4, 4)]
    [InlineData(Padding.Symmetrical, 64, 64, 2, 2)]
    [InlineData(Padding.Symmetrical, 65, 33, 3, 2)]
    [InlineData(Padding.Symmetrical, 97, 128, 4, 4)]
    public void Each_stride_halves_the_size_upwards(Padding padding, int height, int width, int rows, int columns)
    {
        using var network = Small(padding);
        using var quiet = no_grad();
        using var input = randn(2, 3, height, width);

        using var last = network.UpTo(MobileNetV2.FeatureCount, input);
        using var logits = network.call(input);

        Assert.Equal([2, network.LastChannels, rows, columns], last.shape);
        Assert.Equal([2, 5], logits.shape);
    }

    [Fact]
    public void Cut_anywhere_both_parts_together_are_the_whole()
    {
        using var network = Small();
        using var quiet = no_grad();
        using var input = randn(2, 3, 48, 48);
        using var whole = network.call(input);

        for (var cut = 0; cut <= MobileNetV2.FeatureCount; cut++)
        {
            using var activations = network.UpTo(cut, input);
            using var logits = network.From(cut, activations);
            Assert.Equal(whole.data<float>().ToArray(), logits.data<float>().ToArray());
        }
    }

    [Fact]
    public void It_keeps_no_tensor_of_a_pass_but_the_result_and_leaves_its_input_alone()
    {
        using var network = Small();
        using var quiet = no_grad();
        using var input = ones(1, 3, 32, 32);
        network.call(input).Dispose();
        var before = TorchSharp.DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        using var logits = network.call(input);

        Assert.Equal(1, TorchSharp.DisposeScopeManager.Statistics.ThreadTotalLiveCount - before);
        Assert.All(input.data<float>().ToArray(), value => Assert.Equal(1, value));
    }

    [Fact]
    public void Every_parameter_learns()
    {
        using var network = Small();
        network.train();
        using var input = randn(4, 3, 64, 64);

        using var loss = network.call(input).square().sum();
        loss.backward();

        Assert.All(network.named_parameters(), entry => Assert.NotNull(entry.parameter.grad));
        Assert.True(network.Head.weight!.grad!.abs().sum().item<float>() > 0);
    }

    [Theory]
    [InlineData(224)]
    [InlineData(160)]
    [InlineData(128)]
    [InlineData(96)]
    public void With_the_given_weights_it_computes_what_the_reference_computes(int size)
    {
        using var network = ImageNet.Network();
        using var parity = JsonDocument.Parse(File.ReadAllText(SharedData.PathOrSkip("weights/parity.json")));
        var wanted = parity
            .RootElement.GetProperty("cases")
            .EnumerateArray()
            .Single(one => one.GetProperty("size").GetInt32() == size);
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var features = network.UpTo(MobileNetV2.FeatureCount, Formula(size));
        var pooled = features.mean([2, 3]);
        var logits = network.From(MobileNetV2.FeatureCount, features);

        Assert.Equal(Numbers(wanted, "featuresShape"), features.shape.Select(one => (double)one));
        Near(Numbers(wanted, "pooledFirst8"), pooled);
        Near(Numbers(wanted, "logitsFirst8"), logits);
        Assert.Equal(wanted.GetProperty("pooledNorm").GetDouble(), pooled.norm().item<float>(), 1e-3);
        Assert.Equal(wanted.GetProperty("logitsNorm").GetDouble(), logits.norm().item<float>(), 1e-3);
        Assert.Equal(wanted.GetProperty("argmax").GetInt64(), logits.argmax().item<long>());
    }

    private static MobileNetV2 Small(Padding padding = Padding.TensorFlow)
    {
        manual_seed(3);
        var network = new MobileNetV2(
            new NetworkShape
            {
                Classes = 5,
                Width = 0.25,
                Padding = padding,
            }
        );
        network.eval();
        return network;
    }

    // torchvision.models.mobilenet_v2: two or, where nothing is widened, one Conv2dNormActivation before the last two layers.
    private static IEnumerable<string> TorchvisionNames()
    {
        string[] Block(string name) => [$"{name}.0.weight", .. Norm($"{name}.1")];
        IEnumerable<string> Bottleneck(string name, int blocks) =>
            [
                .. Enumerable.Range(0, blocks).SelectMany(block => Block($"{name}.{block}")),
                $"{name}.{blocks}.weight",
                .. Norm($"{name}.{blocks + 1}"),
            ];
        return
        [
            .. Block("features.0"),
            .. Enumerable.Range(1, 17).SelectMany(index => Bottleneck($"features.{index}.conv", index == 1 ? 1 : 2)),
            .. Block("features.18"),
            "classifier.1.weight",
            "classifier.1.bias",
        ];
    }

    private static IEnumerable<string> Norm(string name) => NormParts.Select(part => $"{name}.{part}");

    private static Tensor Formula(int size)
    {
        var values =
            from channel in Enumerable.Range(0, 3)
            from row in Enumerable.Range(0, size)
            from column in Enumerable.Range(0, size)
            select (float)Math.Sin((0.013 * row) + (0.029 * column) + (1.7 * channel));
        return tensor(values.ToArray(), [1, 3, size, size]);
    }

    private static double[] Numbers(JsonElement parent, string name) =>
        [.. parent.GetProperty(name).EnumerateArray().Select(number => number.GetDouble())];

    private static void Near(double[] wanted, Tensor given) =>
        Assert.All(wanted.Zip(given.data<float>().ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
}
