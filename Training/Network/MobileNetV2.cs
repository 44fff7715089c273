using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Vitrine.Training.Network;

/// <summary>
/// MobileNetV2: Sandler et al., "MobileNetV2: Inverted Residuals and Linear Bottlenecks", CVPR 2018, table 2. Tensors are
/// named as torchvision names them: features.0 (first convolution) to features.18 (last), then classifier.1.
/// Input: batch x 3 x height x width, any size from 32 up; output: batch x classes, logits.
/// </summary>
public sealed class MobileNetV2 : nn.Module<Tensor, Tensor>
{
    /// <summary>Features: the first convolution, 17 inverted residuals, the last convolution.</summary>
    public const int FeatureCount = 19;

    // Expansion, channels, repeats, first stride: table 2 of the paper.
    private static readonly (long Expansion, long Channels, int Repeats, long Stride)[] Rows =
    [
        (1, 16, 1, 1),
        (6, 24, 2, 2),
        (6, 32, 3, 2),
        (6, 64, 4, 2),
        (6, 96, 3, 1),
        (6, 160, 3, 2),
        (6, 320, 1, 1),
    ];

    private readonly ModuleList<nn.Module<Tensor, Tensor>> features = [];
    private readonly Sequential classifier;

    /// <param name="shape">Width, padding and classes.</param>
    public MobileNetV2(NetworkShape shape)
        : base(nameof(MobileNetV2))
    {
        Shape = shape;
        var channels = Scaled(32, shape.Width);
        features.Add(new ConvolutionBlock(3, channels, kernel: 3, stride: 2, groups: 1, shape.Padding));
        foreach (var row in Rows)
        {
            for (var repeat = 0; repeat < row.Repeats; repeat++)
            {
                var stride = repeat == 0 ? row.Stride : 1;
                var next = Scaled(row.Channels, shape.Width);
                features.Add(new InvertedResidual(channels, next, stride, row.Expansion, shape.Padding));
                channels = next;
            }
        }

        LastChannels = Scaled(1280, Math.Max(1, shape.Width));
        features.Add(new ConvolutionBlock(channels, LastChannels, kernel: 1, stride: 1, groups: 1, shape.Padding));
        classifier = nn.Sequential(nn.Dropout(shape.Dropout), nn.Linear(LastChannels, shape.Classes));
        RegisterComponents();
        Initialise();
    }

    /// <summary>Its shape.</summary>
    public NetworkShape Shape { get; }

    /// <summary>Channels that the classifier sees.</summary>
    public long LastChannels { get; }

    /// <summary>The 19 features, in order.</summary>
    public IReadOnlyList<nn.Module<Tensor, Tensor>> Features => [.. features];

    /// <summary>The last, linear layer.</summary>
    public Linear Head => (Linear)classifier[1];

    /// <summary>Keeps the weights of the first features as they are; all others are trained.</summary>
    /// <param name="count">0 to 19.</param>
    public void Freeze(int count)
    {
        for (var index = 0; index < FeatureCount; index++)
        {
            foreach (var parameter in features[index].parameters())
            {
                parameter.requires_grad = index >= count;
            }
        }
    }

    /// <summary>Training mode for all but the frozen features, whose norms keep their statistics.</summary>
    /// <param name="frozen">0 to 19.</param>
    public void TrainFrom(int frozen)
    {
        train();
        foreach (var feature in features.Take(frozen))
        {
            feature.eval();
        }
    }

    /// <inheritdoc />
    public override Tensor forward(Tensor input) => From(0, input);

    /// <summary>The features before <paramref name="end"/>: what a frozen trunk computes.</summary>
    /// <param name="end">0 to 19.</param>
    /// <param name="pictures">Batch x 3 x height x width.</param>
    public Tensor UpTo(int end, Tensor pictures) => Through(0, end, pictures);

    /// <summary>Everything from feature <paramref name="start"/> on, to the logits.</summary>
    /// <param name="start">0 to 19; 19 is the classifier alone.</param>
    /// <param name="activations">What the feature before it gave: batch x channels x height x width.</param>
    public Tensor From(int start, Tensor activations)
    {
        using var scope = NewDisposeScope();
        var last = Through(start, FeatureCount, activations);
        return classifier.forward(last.mean([2, 3])).MoveToOuterDisposeScope();
    }

    private Tensor Through(int start, int end, Tensor input)
    {
        var value = input.alias();
        for (var index = start; index < end; index++)
        {
            using var before = value;
            value = features[index].forward(before);
        }

        return value;
    }

    // As in the paper's release: channels are multiples of 8, and never less than nine tenths of what was asked.
    private static long Scaled(long channels, double width)
    {
        var wanted = channels * width;
        var rounded = Math.Max(8, (long)(wanted + 4) / 8 * 8);
        return rounded < 0.9 * wanted ? rounded + 8 : rounded;
    }

    private void Initialise()
    {
        using var quiet = no_grad();
        foreach (var module in modules())
        {
            if (module is Conv2d convolution)
            {
                nn.init.kaiming_normal_(convolution.weight, mode: nn.init.FanInOut.FanOut);
            }
        }

        nn.init.normal_(Head.weight, 0, 0.01);
        nn.init.zeros_(Head.bias!);
    }
}
