using TorchSharp.Modules;
using Vitrine.Training.Network;
using Vitrine.Vision.Detection;
using static TorchSharp.torch;
using Padding = Vitrine.Training.Network.Padding;

namespace Vitrine.Training.Detector;

/// <summary>
/// A small detector without anchors: separable convolutions down to a 32nd of the picture (Howard et al., "MobileNets", 2017), a
/// pyramid that adds what the coarser maps saw (Lin et al., "Feature Pyramid Networks", CVPR 2017), and at each cell of three maps
/// one face at most, as YuNet does (Wu, Peng and Yu, 2023): a score, a box and five landmarks.
/// Input: batch x 3 x height x width, BGR, 0 to 255, both sides multiples of 32. Output: for the strides 8, 16 and 32 one map,
/// batch x 15 x height/stride x width/stride; <see cref="FaceMap"/> says what the 15 channels are.
/// </summary>
public sealed class DetectorNet : nn.Module<Tensor, Tensor[]>
{
    /// <summary>Pixels between two cells of each map.</summary>
    public static IReadOnlyList<int> Strides { get; } = [8, 16, 32];

    /// <summary>What pixels are multiplied with. There is no mean to take off: so a border of zeros is black.</summary>
    internal const float PixelScale = 1 / 128f;

    private const int PyramidChannels = 48;

    // At a 4th, an 8th, a 16th and a 32nd: channels of each separable convolution; the first of a stage halves the map.
    private static readonly long[][] StageChannels =
    [
        [24, 24],
        [48, 48, 48],
        [64, 64, 64],
        [64, 64, 64],
    ];
    private const int StemChannels = 16;

    private readonly ConvolutionBlock stem;
    private readonly ModuleList<Separable> body = [];
    private readonly ModuleList<ConvolutionBlock> lateral = [];
    private readonly ModuleList<Separable> smooth = [];
    private readonly ModuleList<Conv2d> heads = [];

    /// <summary>The first convolution.</summary>
    internal ConvolutionBlock Stem => stem;

    /// <summary>The body, stage by stage.</summary>
    internal IEnumerable<IReadOnlyList<Separable>> Stages
    {
        get
        {
            var first = 0;
            foreach (var channels in StageChannels)
            {
                yield return [.. body.Skip(first).Take(channels.Length)];
                first += channels.Length;
            }
        }
    }

    /// <summary>For each map the convolution that brings its stage into the pyramid.</summary>
    internal IReadOnlyList<ConvolutionBlock> Lateral => [.. lateral];

    /// <summary>For each map what its part of the pyramid goes through.</summary>
    internal IReadOnlyList<Separable> Smooth => [.. smooth];

    /// <summary>For each map the convolution that gives it.</summary>
    internal IReadOnlyList<Conv2d> Heads => [.. heads];

    /// <summary>With random weights.</summary>
    public DetectorNet()
        : base(nameof(DetectorNet))
    {
        stem = new ConvolutionBlock(3, StemChannels, kernel: 3, stride: 2, groups: 1, Padding.Symmetrical);
        long channels = StemChannels;
        foreach (var stage in StageChannels)
        {
            foreach (var (index, next) in stage.Index())
            {
                body.Add(new Separable(channels, next, stride: index == 0 ? 2 : 1));
                channels = next;
            }
        }

        foreach (var stage in StageChannels.Skip(1))
        {
            lateral.Add(
                new ConvolutionBlock(stage[^1], PyramidChannels, kernel: 1, stride: 1, groups: 1, Padding.Symmetrical)
            );
            smooth.Add(new Separable(PyramidChannels, PyramidChannels, stride: 1));
            heads.Add(nn.Conv2d(PyramidChannels, FaceMap.Channels, 1));
        }

        RegisterComponents();
        Initialise();
    }

    /// <inheritdoc />
    public override Tensor[] forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        // With a pixel's channels side by side in memory, all that follows is a fifth faster.
        var features = Body(input.mul(PixelScale).permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2));
        var maps = new Tensor[Strides.Count];
        Tensor? coarser = null;
        for (var level = maps.Length - 1; level >= 0; level--)
        {
            var value = lateral[level].forward(features[level]);
            if (coarser is not null)
            {
                value =
                    value
                    + nn.functional.interpolate(coarser, scale_factor: [2.0, 2.0], mode: InterpolationMode.Nearest);
            }

            coarser = value;
            maps[level] = heads[level].forward(smooth[level].forward(value)).MoveToOuterDisposeScope();
        }

        return maps;
    }

    private List<Tensor> Body(Tensor input)
    {
        var value = stem.forward(input);
        var (features, block) = (new List<Tensor>(), 0);
        foreach (var stage in StageChannels)
        {
            for (var i = 0; i < stage.Length; i++)
            {
                value = body[block++].forward(value);
            }

            features.Add(value);
        }

        return features[1..];
    }

    private void Initialise()
    {
        using var quiet = no_grad();
        foreach (var convolution in modules().OfType<Conv2d>())
        {
            nn.init.kaiming_normal_(convolution.weight, mode: nn.init.FanInOut.FanOut);
        }

        foreach (var head in heads)
        {
            nn.init.normal_(head.weight, 0, 0.01);
            nn.init.zeros_(head.bias!);
            // At first hardly any cell claims a face (Lin et al., "Focal Loss", ICCV 2017, section 4.1).
            head.bias![FaceMap.Score] = -4.6f;
        }
    }
}

/// <summary>Filters each channel by itself, then mixes them; batch norm and ReLU6 behind both.</summary>
public sealed class Separable : nn.Module<Tensor, Tensor>
{
    // A pair: a property that is itself a module would be registered under its own name too.
    private readonly (ConvolutionBlock Filter, ConvolutionBlock Mix) pair;

    /// <summary>The convolution of each channel by itself.</summary>
    internal ConvolutionBlock Filter => pair.Filter;

    /// <summary>The convolution across channels.</summary>
    internal ConvolutionBlock Mix => pair.Mix;

    internal Separable(long inputs, long outputs, long stride)
        : base(nameof(Separable))
    {
        pair.Filter = new ConvolutionBlock(inputs, inputs, kernel: 3, stride, groups: inputs, Padding.Symmetrical);
        pair.Mix = new ConvolutionBlock(inputs, outputs, kernel: 1, stride: 1, groups: 1, Padding.Symmetrical);
        register_module("filter", pair.Filter);
        register_module("mix", pair.Mix);
    }

    /// <inheritdoc />
    public override Tensor forward(Tensor input)
    {
        using var filtered = pair.Filter.forward(input);
        return pair.Mix.forward(filtered);
    }
}
