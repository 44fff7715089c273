using System.Globalization;

namespace Vitrine.Vision.Sources;

/// <summary>What <c>--source</c> says, understood.</summary>
/// <param name="Kind">What kind of source it is.</param>
/// <param name="Text">The text itself: path, address, index or "synthetic".</param>
public sealed record SourceName(SourceKind Kind, string Text)
{
    /// <summary>The shop that Vitrine draws itself.</summary>
    public static SourceName Synthetic { get; } = new(SourceKind.Synthetic, "synthetic");

    /// <summary>Whether it gives frames at its own pace, for ever, so that losing it means to reconnect.</summary>
    public bool IsLive => Kind is SourceKind.Camera or SourceKind.Stream;

    /// <summary>
    /// The name without what a log should not show: a stream's user, password and query, where cameras take passwords too.
    /// </summary>
    public string ForLog => Kind == SourceKind.Stream ? WithoutSecrets(Text) : Text;

    /// <summary>Understands a source's text.</summary>
    /// <exception cref="FileNotFoundException">It names neither a file nor a folder nor anything else we know.</exception>
    public static SourceName Parse(string text)
    {
        if (text.Equals("synthetic", StringComparison.OrdinalIgnoreCase))
        {
            return Synthetic;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            return new SourceName(SourceKind.Camera, text);
        }

        if (text.Contains("://", StringComparison.Ordinal))
        {
            return new SourceName(SourceKind.Stream, text);
        }

        if (Directory.Exists(text))
        {
            return new SourceName(SourceKind.Folder, text);
        }

        return File.Exists(text)
            ? new SourceName(SourceKind.Video, text)
            : throw new FileNotFoundException(
                $"source '{text}' is no file and no folder here; give a video, a folder of pictures, a camera's index, an rtsp:// or http:// address, or 'synthetic'",
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
        return indices.FirstOrDefault() is { } first ? new SourceName(SourceKind.Camera, first) : Synthetic;
    }

    /// <summary>By hand: a password with a stray / or # makes an address that Uri does not understand.</summary>
    private static string WithoutSecrets(string address)
    {
        var begin = address.IndexOf("://", StringComparison.Ordinal) + 3;
        var host = Math.Max(begin, address.LastIndexOf('@') + 1);
        var query = address.IndexOf('?', host);
        return address[..begin] + (query < 0 ? address[host..] : address[host..query] + "?…");
    }
}
