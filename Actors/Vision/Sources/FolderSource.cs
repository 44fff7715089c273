using System.Text.RegularExpressions;
using OpenCvSharp;
using Vitrine.Dataflow;

namespace Vitrine.Vision.Sources;

/// <summary>
/// The pictures of a folder, in the order of their names, 9 before 10, once or over and over. One that cannot be read is skipped.
/// </summary>
/// <param name="folder">The folder; its sub-folders are not looked into.</param>
/// <param name="loop">Whether to begin again at the end.</param>
/// <param name="picturesPerSecond">How far apart in time the pictures are taken to be.</param>
/// <param name="frames">Numbers the frames.</param>
/// <exception cref="IOException">The folder is missing or holds no picture.</exception>
public sealed partial class FolderSource(string folder, bool loop, double picturesPerSecond, FrameCounter frames)
    : ISource<Frame>
{
    private readonly string[] files = [.. Pictures(folder)];
    private int next;

    /// <summary>Registers it.</summary>
    public static SourceKind Kind { get; } =
        new("folder")
        {
            Matches = Directory.Exists,
            Example = "a folder of pictures",
            Prepare = Prepared,
        };

    /// <summary>The folder's pictures by their names' endings, in order.</summary>
    /// <exception cref="IOException">The folder is missing or holds no picture.</exception>
    public static IReadOnlyList<string> Pictures(string folder)
    {
        var pictures = Directory
            .EnumerateFiles(folder)
            .Where(file => PictureFile.Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            .OrderBy(InOrderOfNumbers, StringComparer.Ordinal)
            .ToArray();
        return pictures.Length > 0
            ? pictures
            : throw new IOException(
                $"folder '{folder}' holds no picture ({string.Join(", ", PictureFile.Endings)})"
                    + (
                        Directory.EnumerateDirectories(folder).Any()
                            ? "; it has folders, which are not looked into: give one of them"
                            : ""
                    )
            );
    }

    // Numbers get as many digits as the longest has that fits into a name.
    private static string InOrderOfNumbers(string file) =>
        Number.Replace(Path.GetFileName(file), digits => digits.Value.PadLeft(255, '0'));

    private static ReadySource Prepared(SourceName name, SourceContext context)
    {
        // Now rather than after the models are loaded: a folder without pictures is refused.
        _ = Pictures(name.Text);
        return new(
            context.PicturesPerSecond,
            () => new FolderSource(name.Text, context.Loop, context.PicturesPerSecond, context.Frames)
        );
    }

    /// <inheritdoc />
    /// <exception cref="SkipElementException">A picture cannot be read.</exception>
    public Frame? Read(CancellationToken cancel)
    {
        if (next == files.Length && loop)
        {
            next = 0;
            frames.BeginRound();
        }

        if (next == files.Length)
        {
            return null;
        }

        var file = files[next++];
        return frames.Fill((pixels, _) => TryRead(file, pixels), picturesPerSecond) ?? throw Unreadable(file);
    }

    /// <inheritdoc />
    public void Dispose() { }

    private static bool TryRead(string file, Mat pixels)
    {
        using var picture = PictureFile.Read(file);
        picture?.CopyTo(pixels);
        return picture is not null;
    }

    private static SkipElementException Unreadable(string file) =>
        new(
            File.Exists(file)
                ? $"'{file}' is not a picture that can be read ({new FileInfo(file).Length} bytes)"
                : $"'{file}' is gone"
        );

    [GeneratedRegex("[0-9]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number { get; }
}
