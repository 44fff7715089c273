using System.Globalization;

namespace Vitrine.Vision.Sources;

/// <summary>The source that <c>--source</c> names.</summary>
/// <param name="Kind">What kind of source it is.</param>
/// <param name="Text">The text itself: path, address, index or "synthetic".</param>
public sealed record SourceName(SourceKind Kind, string Text)
{
    private static readonly string[] ModuleDrivers = ["unicam", "rp1-cfe", "-isp", "-codec", "pispbe"];

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
        text =
            Uri.TryCreate(text, UriKind.Absolute, out var address)
            && text.StartsWith("file://", StringComparison.OrdinalIgnoreCase)
                ? address.LocalPath
                : text;
        if (SourceKinds.All.FirstOrDefault(kind => kind.Matches(text)) is not { } found)
        {
            throw new FileNotFoundException(
                $"source '{text}' is no file and no folder here; give {SourceKinds.Examples}",
                text
            );
        }

        // A link to nothing is a file to .NET.
        if (
            found == VideoSource.Kind
            && File.ResolveLinkTarget(text, returnFinalTarget: true) is { } target
            && !Path.Exists(target.FullName)
        )
        {
            throw new FileNotFoundException(
                $"source '{text}' is a link to '{target.FullName}', which is not there",
                text
            );
        }

        return found == SyntheticSource.Kind ? Synthetic : new SourceName(found, text);
    }

    /// <summary>
    /// The Raspberry Pi's camera module where one is there; else the first camera of this machine, else the synthetic shop. Numbers
    /// from 10 on are no cameras: there a Raspberry Pi has its codecs; and below it may have the module's raw sensor.
    /// </summary>
    /// <param name="devices">Where cameras appear; default /dev.</param>
    /// <param name="names">Where their drivers' names are; default /sys/class/video4linux.</param>
    /// <param name="hasModule">Whether the camera module is there; default: rpicam-vid is asked.</param>
    /// <param name="waits">Whether a camera is waited for where there is none, instead of the shop being drawn.</param>
    public static SourceName FirstCamera(
        string devices = "/dev",
        string names = "/sys/class/video4linux",
        Func<bool>? hasModule = null,
        bool waits = false
    )
    {
        if ((hasModule ?? RpicamCapture.IsThere)())
        {
            return new SourceName(RpicamCapture.Kind, RpicamCapture.Kind.Name);
        }

        var indices = Directory
            .EnumerateFileSystemEntries(devices, "video*")
            .Select(path => Path.GetFileName(path)["video".Length..])
            .Where(index => int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Where(index => index.Length == 1 && !IsPartOfModule(Path.Combine(names, $"video{index}", "name")))
            .Order(StringComparer.Ordinal);
        return indices.FirstOrDefault() is { } first ? new SourceName(CameraCapture.Kind, first)
            : !waits ? Synthetic
            : RpicamCapture.IsInstalled() ? new SourceName(RpicamCapture.Kind, RpicamCapture.Kind.Name)
            : new SourceName(CameraCapture.Kind, "0");
    }

    // What the camera module's pictures go through in the chip: it gives no pictures that OpenCV could read.
    private static bool IsPartOfModule(string name) =>
        File.Exists(name)
        && File.ReadAllText(name) is var driver
        && ModuleDrivers.Any(part => driver.Contains(part, StringComparison.OrdinalIgnoreCase));
}
