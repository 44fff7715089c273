using System.Globalization;

namespace Vitrine.Vision.Sources;

/// <summary>The source that <c>--source</c> names.</summary>
/// <param name="Kind">What kind of source it is.</param>
/// <param name="Text">The text itself: path, address, index or "synthetic".</param>
public sealed record SourceName(SourceKind Kind, string Text)
{
    /// <summary>The shop that Vitrine draws itself.</summary>
    public static SourceName Synthetic { get; } = new(SyntheticSource.Kind, SyntheticSource.Kind.Name);

    /// <inheritdoc cref="SourceKind.IsLive"/>
    public bool IsLive => Kind.IsLive;

    /// <inheritdoc cref="SourceKind.ForLog"/>
    public string ForLog => Kind.ForLog(Text);

    /// <summary>Understands a source's text.</summary>
    /// <exception cref="FileNotFoundException">It names neither a file nor a folder nor anything else we know.</exception>
    public static SourceName Parse(string text)
    {
        if (SourceKinds.All.FirstOrDefault(kind => kind.Matches(text)) is { } found)
        {
            return found == SyntheticSource.Kind ? Synthetic : new SourceName(found, text);
        }

        throw new FileNotFoundException(
            $"source '{text}' is no file and no folder here; give {SourceKinds.Examples}",
            text
        );
    }

    /// <summary>
    /// The first camera of this machine, else the synthetic shop. Numbers from 10 on are no cameras: there a Raspberry Pi
    /// has its codecs.
    /// </summary>
    /// <param name="devices">Where cameras appear; default /dev.</param>
    public static SourceName FirstCamera(string devices = "/dev")
    {
        var indices = Directory
            .EnumerateFileSystemEntries(devices, "video*")
            .Select(path => Path.GetFileName(path)["video".Length..])
            .Where(index => int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Where(index => index.Length == 1)
            .Order(StringComparer.Ordinal);
        return indices.FirstOrDefault() is { } first ? new SourceName(CameraCapture.Kind, first) : Synthetic;
    }
}
