using System.Runtime.InteropServices;

namespace Vitrine.Vision.Sources;

/// <summary>What another program writes: a named pipe, or the standard input. It is opened once, and its end is the run's.</summary>
internal static partial class PipeSource
{
    /// <summary>The standard input.</summary>
    public const string StandardInput = "-";

    private const int CurrentFolder = -100;
    private const uint TypeOnly = 1;
    private const int ModeAt = 28;
    private const int TypeBits = 0xF000;
    private const int NamedPipe = 0x1000;

    public static SourceKind Kind { get; } =
        new("pipe")
        {
            Matches = text => text is StandardInput || (File.Exists(text) && IsNamedPipe(text)),
            Example = "a named pipe, '-' (standard input)",
            About = "live, until its writer ends",
            IsLive = true,
            Package = "ffmpeg",
            Prepare = SourceKind.Live(
                name => name.Text is StandardInput ? "standard input" : $"pipe {name.Text}",
                (name, context, _) => new FfmpegCapture(name, context.Stream),
                ends: true
            ),
        };

    // Opening a pipe to ask would be to open it twice: its writer would be told that its reader has gone.
    private static unsafe bool IsNamedPipe(string path)
    {
        var answer = stackalloc byte[256];
        return Ask(CurrentFolder, path, 0, TypeOnly, answer) == 0
            && (*(ushort*)(answer + ModeAt) & TypeBits) == NamedPipe;
    }

    // statx(2): its answer is alike on every processor.
    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial int Ask(int folder, string path, int flags, uint mask, byte* answer);
}
