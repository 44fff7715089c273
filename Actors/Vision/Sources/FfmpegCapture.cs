using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using OpenCvSharp;

namespace Vitrine.Vision.Sources;

/// <summary>
/// A network stream, opened by the system's ffmpeg in a process of its own, since the FFmpeg inside OpenCV's package is built
/// without network. Pictures come through a pipe as YUV4MPEG2 (see yuv4mpeg(5)): a header with the size, then frames of
/// 4:2:0 planes. They touch no disk.
/// </summary>
internal sealed class FfmpegCapture : ILiveCapture
{
    private const int LongestHeader = 256;
    private readonly SourceName name;
    private readonly Process ffmpeg;
    private readonly BufferedStream output;
    private readonly ConcurrentQueue<string> complaints = new();
    private readonly Mat planes;

    /// <param name="name">The stream.</param>
    /// <exception cref="IOException">ffmpeg is not installed, or the stream is not there now.</exception>
    public FfmpegCapture(SourceName name)
    {
        this.name = name;
        ffmpeg = Start(name.Text);
        ffmpeg.ErrorDataReceived += (_, line) => Remember(line.Data);
        ffmpeg.BeginErrorReadLine();
        output = new BufferedStream(ffmpeg.StandardOutput.BaseStream, 1 << 16);
        try
        {
            var (width, height) = ReadSize();
            planes = new Mat(height * 3 / 2, width, MatType.CV_8UC1);
        }
        catch
        {
            End();
            throw;
        }
    }

    /// <inheritdoc />
    /// <exception cref="IOException">The stream is lost.</exception>
    public unsafe bool TryRead(Mat pixels)
    {
        if (ReadLine() is not { } header || !header.StartsWith("FRAME", StringComparison.Ordinal))
        {
            throw new IOException(Complaint());
        }

        try
        {
            output.ReadExactly(new Span<byte>(planes.DataPointer, planes.Width * planes.Height));
        }
        catch (EndOfStreamException cut)
        {
            throw new IOException(Complaint(), cut);
        }

        Cv2.CvtColor(planes, pixels, ColorConversionCodes.YUV2BGR_I420);
        return true;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        End();
        planes.Dispose();
    }

    private static Process Start(string address)
    {
        string[] patience = address.StartsWith("rtsp", StringComparison.OrdinalIgnoreCase)
            ? ["-rtsp_transport", "tcp", "-timeout", "5000000"]
            : ["-rw_timeout", "5000000"];
        string[] arguments =
        [
            "-nostdin",
            "-hide_banner",
            "-loglevel",
            "error",
            "-fflags",
            "nobuffer",
            "-analyzeduration",
            "1000000",
            .. patience,
            "-i",
            address,
            "-an",
            "-sn",
            // 4:2:0 needs even sides.
            "-vf",
            "scale=trunc(iw/2)*2:trunc(ih/2)*2",
            "-vsync",
            "0",
            "-f",
            "yuv4mpegpipe",
            "-pix_fmt",
            "yuv420p",
            "-",
        ];
        var start = new ProcessStartInfo("ffmpeg", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new IOException("ffmpeg is not installed; run: sudo apt-get install ffmpeg", missing);
        }
    }

    private (int Width, int Height) ReadSize()
    {
        var fields = (ReadLine() ?? throw new IOException(Complaint())).Split(' ');
        return (Field('W'), Field('H'));

        int Field(char key) => int.Parse(Array.Find(fields, f => f[0] == key)!.AsSpan(1), CultureInfo.InvariantCulture);
    }

    /// <summary>One line of the stream's text; null at its end.</summary>
    private string? ReadLine()
    {
        var line = new StringBuilder();
        for (var next = output.ReadByte(); next != '\n'; next = output.ReadByte())
        {
            if (next < 0 || line.Length > LongestHeader)
            {
                return null;
            }

            line.Append((char)next);
        }

        return line.ToString();
    }

    private void Remember(string? complaint)
    {
        if (!string.IsNullOrWhiteSpace(complaint))
        {
            complaints.Enqueue(complaint.Replace(name.Text, name.ForLog, StringComparison.Ordinal));
        }

        while (complaints.Count > 1)
        {
            complaints.TryDequeue(out _);
        }
    }

    /// <summary>ffmpeg's last words; it has ended or is about to.</summary>
    private string Complaint()
    {
        ffmpeg.WaitForExit(TimeSpan.FromSeconds(1));
        return complaints.TryPeek(out var last) ? last : "it gives no more pictures";
    }

    private void End()
    {
        if (!ffmpeg.HasExited)
        {
            ffmpeg.Kill();
        }

        ffmpeg.WaitForExit();
        output.Dispose();
        ffmpeg.Dispose();
    }
}
