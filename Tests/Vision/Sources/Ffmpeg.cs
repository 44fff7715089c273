using System.Diagnostics;
using Xunit;

namespace Vitrine.Tests.Vision.Sources;

/// <summary>The system's own ffmpeg, where it is installed.</summary>
internal static class Ffmpeg
{
    /// <summary>Skips the test where there is none.</summary>
    public static void OrSkip() =>
        Assert.SkipUnless(
            Environment
                .GetEnvironmentVariable("PATH")!
                .Split(':')
                .Any(folder => File.Exists(Path.Combine(folder, "ffmpeg"))),
            "There is no ffmpeg here: apt-get install ffmpeg"
        );

    /// <summary>Starts it.</summary>
    public static Process Start(string arguments) =>
        Process.Start(
            new ProcessStartInfo("ffmpeg", $"-y -nostdin -loglevel error {arguments}") { UseShellExecute = false }
        )!;

    /// <summary>Makes a recording.</summary>
    public static string MakeOrSkip(string path, string arguments)
    {
        OrSkip();
        using var ffmpeg = Start($"{arguments} {path}");
        ffmpeg.WaitForExit();
        Assert.Equal(0, ffmpeg.ExitCode);
        return path;
    }
}
