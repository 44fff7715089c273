using Microsoft.Extensions.Logging;
using Vitrine.Hosts.Web;
using Vitrine.Pipelines;
using Vitrine.Vision.Sources;

namespace Vitrine.Hosts.Edge.Status;

/// <summary>What an operator is told before the first picture. Pure.</summary>
public static class Greeting
{
    /// <summary>The lines.</summary>
    public static IEnumerable<SupervisionLine> Lines(EdgeOptions options, EdgePipeline pipeline, HttpSocket? http)
    {
        yield return new(LogLevel.Information, $"source: {options.Source.ForLog} ({Describe(options)})");
        yield return new(
            LogLevel.Information,
            options.Detector.YuNet is { } yunet
                ? $"detector: YuNet ({yunet})"
                : $"detector: Haar ({Path.GetFileName(options.Detector.Cascade)})"
        );
        yield return !options.Models.Present.Any()
            ? new(LogLevel.Warning, "no models: people are counted, not described")
            : new(
                LogLevel.Information,
                $"models: {string.Join(", ", options.Models.Attributes.Select(a => a.Name))}, loaded in {pipeline.ModelLoadTime.TotalMilliseconds:0} ms"
            );
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

    private static string Describe(EdgeOptions options) =>
        options.Source.Kind switch
        {
            SourceKind.Synthetic => "a shop that Vitrine draws itself, no camera",
            SourceKind.Camera or SourceKind.Stream => "live; reconnects for ever",
            _ => options.MaxPace ? "as fast as possible, nothing dropped" : "at its own pace",
        };
}
