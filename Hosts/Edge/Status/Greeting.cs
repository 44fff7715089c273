using Microsoft.Extensions.Logging;
using Vitrine.Hosts.Web;
using Vitrine.Models;
using Vitrine.Pipelines;

namespace Vitrine.Hosts.Edge.Status;

/// <summary>What an operator reads before the first picture. Pure.</summary>
public static class Greeting
{
    /// <summary>The lines.</summary>
    /// <param name="options">How the edge was set up.</param>
    /// <param name="pipeline">The graph, with its models loaded.</param>
    /// <param name="detector">What finds the faces here.</param>
    /// <param name="http">Where pages are served; null: nowhere.</param>
    public static IEnumerable<SupervisionLine> Lines(
        EdgeOptions options,
        EdgePipeline pipeline,
        ModelDetector detector,
        HttpSocket? http
    )
    {
        yield return new(LogLevel.Information, $"source: {options.Source.ForLog} ({About(options)})");
        yield return new(LogLevel.Information, $"detector: {options.Detector.Kind.Describe(options.Detector)}");
        yield return !options.Models.Present.Any()
            ? new(LogLevel.Warning, "no models: people are counted, not described")
            : new(
                LogLevel.Information,
                $"models: {string.Join(", ", options.Models.Attributes.Select(a => a.Name))}, loaded in {pipeline.ModelLoadTime.TotalMilliseconds:0} ms"
            );
        foreach (var model in options.Models.Present.Select(model => model.Manifest))
        {
            // By landmarks every face is cut out alike, whatever found it.
            var isAligned = model.Input.Aligned && options.Detector.Kind.IsNetwork;
            if (!isAligned && model.Detector?.DiffersFrom(detector) is true)
            {
                yield return new(LogLevel.Warning, OfOtherDetector(model.Task, model.Detector, detector));
            }
        }

        if (http is not null)
        {
            yield return new(http.HasMoved ? LogLevel.Warning : LogLevel.Information, http.Greeting);
        }

        if (options.Annotate is { } file)
        {
            yield return new(
                LogLevel.Warning,
                $"ANNOTATE IS ON: PICTURES OF PEOPLE ARE BEING STORED in '{file}'. For testing only."
            );
        }
    }

    /// <summary>The warning where a model learned from faces that another detector found: it sees them cropped otherwise.</summary>
    internal static string OfOtherDetector(string task, ModelDetector model, ModelDetector here) =>
        model.Kind.Equals(here.Kind, StringComparison.Ordinal)
            ? $"{task} was trained on faces that {model.Kind} ({model.File}) found; this device uses another file of it ({here.File})"
            : $"{task} was trained on faces that {model.Kind} found; this device uses {here.Kind}";

    private static string About(EdgeOptions options) =>
        options.Source.Kind.About ?? (options.MaxPace ? "as fast as possible, nothing dropped" : "at its own pace");
}
