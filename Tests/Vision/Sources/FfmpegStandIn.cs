using OpenCvSharp;
using Vitrine.Vision.Sources;
using Xunit;

namespace Vitrine.Tests.Vision.Sources;

/// <summary>A shell script in ffmpeg's place, which does what a test says and keeps what it was asked for.</summary>
internal sealed class FfmpegStandIn : IDisposable
{
    /// <summary>Does nothing any more, and does not end: in the script's own process, so that killing it ends it.</summary>
    public const string Hangs = "exec sleep 1000";

    /// <summary>Where cameras take passwords too.</summary>
    public const string Address = "rtsp://viewer:secret@camera.example/door?key=secret";

    private readonly TemporaryFolder folder = new();

    /// <summary>What it says of its version.</summary>
    public string Version { get; set; } = "5.1.9-0+deb12u1";

    /// <summary>The header before all pictures.</summary>
    public static string Header(int width, int height) =>
        $"printf 'YUV4MPEG2 W{width} H{height} F25:1 Ip A0:0 C420mpeg2 XYSCSS=420MPEG2\\n'";

    /// <summary>A grey picture. The luma of black is 16, that of white 235.</summary>
    public static string Picture(int width, int height, int luma = 126) =>
        $"printf 'FRAME\\n'; {Bytes(width * height, luma)}; {Bytes(width * height / 2, 128)}";

    /// <summary>So many bytes that are alike.</summary>
    public static string Bytes(int count, int value) =>
        $"head -c {count} /dev/zero | tr '\\000' '\\{Convert.ToString(value, 8)}'";

    /// <summary>Opens a stream of which the script says what comes.</summary>
    public FfmpegCapture Open(params string[] script) => Open(Address, script);

    /// <inheritdoc cref="Open(string[])"/>
    public FfmpegCapture Open(string address, string[] script, StreamTransport? transport = null)
    {
        var text = $"""
            #!/bin/sh
            if [ "$1" = -version ]; then echo 'ffmpeg version {Version} Copyright (c) its developers'; exit; fi
            cat > '{folder["list"]}'
            printf '%s\n' "$@" > '{folder["arguments"]}'
            echo $$ > '{folder["process"]}'
            {string.Join('\n', script)}
            """;
        var program = folder.WriteProgram("ffmpeg", text);
        var options = new StreamOptions { Transport = transport ?? StreamTransport.Auto };
        return new FfmpegCapture(new SourceName(StreamSource.Kind, address), options, program: program);
    }

    /// <summary>Why there is not one picture.</summary>
    public string Missing(params string[] script)
    {
        using var capture = Open(script);
        using var pixels = new Mat();
        return Assert.Throws<IOException>(() => capture.TryRead(pixels, CancellationToken.None)).Message;
    }

    /// <summary>Why there are no more pictures, in the end.</summary>
    public static string Lost(FfmpegCapture capture, Mat pixels, CancellationToken end = default) =>
        Assert
            .Throws<IOException>(() =>
            {
                for (var picture = 0; picture < 1000; picture++)
                {
                    capture.TryRead(pixels, end);
                }
            })
            .Message;

    /// <summary>What it was called with.</summary>
    public string[] Arguments() => File.ReadAllLines(folder["arguments"]);

    /// <summary>What came through its input.</summary>
    public string List() => File.ReadAllText(folder["list"]);

    /// <summary>Whether its process is there.</summary>
    public bool IsAlive() => Path.Exists($"/proc/{Number()}");

    /// <summary>Waits until it runs.</summary>
    public Task Runs() => Soon.True(() => File.Exists(folder["process"]) && Number().Length > 0 && IsAlive());

    public void Dispose() => folder.Dispose();

    private string Number() => File.ReadAllText(folder["process"]).Trim();
}
