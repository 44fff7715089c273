using System.Globalization;
using static TorchSharp.torch;

namespace Vitrine.Training.Network;

/// <summary>How many parameters a network has, and which of them training leaves as they are.</summary>
/// <param name="Rows">The features in order, then the classifier.</param>
public sealed record ParameterTable(IReadOnlyList<ParameterRow> Rows)
{
    // Float32.
    private const double BytesEach = 4;

    /// <summary>Counts a network's parameters: convolutions, norms and the classifier, without the norms' statistics.</summary>
    /// <param name="network">The network.</param>
    /// <param name="frozen">Features that stay as they are, from the first on: 0 to 19. The classifier never does.</param>
    public static ParameterTable Of(MobileNetV2 network, int frozen)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frozen);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(frozen, MobileNetV2.FeatureCount);
        var features = network.Features.Select(
            (feature, index) =>
                new ParameterRow(Name(index, feature), Channels(feature), Count(feature), index < frozen)
        );
        var classifier = new ParameterRow("classifier", network.Shape.Classes, Count(network.Head), IsFrozen: false);
        return new ParameterTable([.. features, classifier]);
    }

    /// <summary>Parameters that stay as they are.</summary>
    public long Frozen => Rows.Where(row => row.IsFrozen).Sum(row => row.Parameters);

    /// <summary>Parameters that are trained.</summary>
    public long Trainable => Rows.Where(row => !row.IsFrozen).Sum(row => row.Parameters);

    /// <summary>The table as lines of text: a head, the rows, then the sums and their sizes in megabytes (10^6 bytes).</summary>
    public IReadOnlyList<string> Lines() =>
        [
            Line("block", "channels", "parameters", "", "in training"),
            .. Rows.Select(row =>
                Line(row.Name, Text(row.Channels), Text(row.Parameters), "", row.IsFrozen ? "frozen" : "trained")
            ),
            Sum("frozen", Frozen),
            Sum("trainable", Trainable),
            Sum("total", Frozen + Trainable),
        ];

    private static string Name(int index, nn.Module feature) =>
        $"{index, 2} {(feature is InvertedResidual ? "bottleneck" : "convolution")}";

    private static long Channels(nn.Module feature) =>
        feature switch
        {
            ConvolutionBlock block => block.Convolution.out_channels,
            InvertedResidual block => block.Narrow.out_channels,
            _ => throw new ArgumentException($"There is no such feature: {feature.GetName()}.", nameof(feature)),
        };

    private static long Count(nn.Module module) => module.parameters().Sum(parameter => parameter.numel());

    private static string Sum(string name, long parameters) =>
        Line(
            name,
            "",
            Text(parameters),
            $"{(parameters * BytesEach / 1e6).ToString("0.0", CultureInfo.InvariantCulture)} MB",
            ""
        );

    private static string Line(string name, string channels, string parameters, string size, string state) =>
        $"{name, -14} {channels, 8} {parameters, 11} {size, 9} {state}".TrimEnd();

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}

/// <summary>A part of a network in a <see cref="ParameterTable"/>.</summary>
/// <param name="Name">The feature's number and kind, or the classifier.</param>
/// <param name="Channels">Its outputs.</param>
/// <param name="Parameters">Numbers that training could change.</param>
/// <param name="IsFrozen">Whether training leaves them as they are.</param>
public sealed record ParameterRow(string Name, long Channels, long Parameters, bool IsFrozen);
