using System.Globalization;
using System.Text.RegularExpressions;

namespace Vitrine.Tests.Hosts.Edge.Http;

/// <summary>What <c>/metrics</c> serves: Prometheus's text format.</summary>
internal sealed partial class MetricsText(string text)
{
    private readonly string[] lines = text.Split('\n');

    /// <summary>The lines.</summary>
    public IReadOnlyList<string> Lines => lines;

    /// <summary>The values of a metric, by its labels.</summary>
    public IReadOnlyList<(IReadOnlyDictionary<string, string> Labels, double Value)> this[string name] =>
        [
            .. lines
                .Select(line => Sample().Match(line))
                .Where(sample => sample.Groups["name"].Value.Equals(name, StringComparison.Ordinal))
                .Select(sample => (Labels(sample.Groups["labels"].Value), Number(sample.Groups["value"].Value))),
        ];

    /// <summary>The one value of a metric with a label; without one where <paramref name="label"/> is null.</summary>
    public double Value(string name, string? label, string? value) =>
        this[name]
            .Single(sample => label is null || value!.Equals(sample.Labels[label], StringComparison.Ordinal))
            .Value;

    /// <summary>The buckets of a histogram with a node, in the order of the text: upper boundary and how many are at most that.</summary>
    public IReadOnlyList<(double Le, double Count)> Buckets(string histogram, string node) =>
        [
            .. this[$"{histogram}_bucket"]
                .Where(sample => node.Equals(sample.Labels["node"], StringComparison.Ordinal))
                .Select(sample => (Number(sample.Labels["le"]), sample.Value)),
        ];

    private static Dictionary<string, string> Labels(string text) =>
        Label()
            .Matches(text)
            .ToDictionary(
                label => label.Groups["name"].Value,
                label => label.Groups["value"].Value,
                StringComparer.Ordinal
            );

    private static double Number(string text) =>
        text is "+Inf" ? double.PositiveInfinity : double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        "^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(?<labels>[^}]*)\\})? (?<value>[^ ]+)",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex Sample();

    [GeneratedRegex("(?<name>[a-zA-Z_][a-zA-Z0-9_]*)=\"(?<value>[^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Label();
}
