using System.Diagnostics;
using System.Globalization;

namespace Vitrine.Bench.Streams;

/// <summary>GStreamer's RTSP server in a process of its own, which may be made to lose its viewers in several ways.</summary>
internal sealed class RtspServer : IDisposable
{
    private const string Python = "/usr/bin/python3";

    private readonly string transports;
    private readonly string[] password;
    private Process process;

    /// <param name="transports">tcp, udp or tcp+udp.</param>
    /// <param name="password">USER:PASSWORD; null: none.</param>
    /// <exception cref="InvalidOperationException">It does not run: its packages are not installed.</exception>
    public RtspServer(string transports, string? password = null)
    {
        this.transports = transports;
        this.password = password is null ? [] : [password];
        process = Start();
    }

    /// <summary>What it lacks here; null: nothing.</summary>
    public static string? Missing()
    {
        using var asked = Process.Start(
            new ProcessStartInfo(
                "sh",
                [
                    "-c",
                    $"{Python} -c 'import gi; gi.require_version(\"GstRtspServer\", \"1.0\")' && command -v ffmpeg && command -v gst-inspect-1.0; exit 0",
                ]
            )
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        var fault = asked.StandardError.ReadToEnd();
        asked.WaitForExit();
        return fault.Length == 0
            ? null
            : "sudo apt-get install python3-gi gir1.2-gst-rtsp-server-1.0 gstreamer1.0-plugins-good gstreamer1.0-plugins-bad gstreamer1.0-plugins-ugly ffmpeg";
    }

    /// <summary>Where it listens, again after a restart.</summary>
    public int Port { get; private set; }

    /// <summary>Closes every viewer's connection.</summary>
    public void Lose()
    {
        process.StandardInput.WriteLine("lose");
        process.StandardInput.Flush();
    }

    /// <summary>Dies, and comes again at the same port.</summary>
    public void Die()
    {
        Kill();
        process = Start();
    }

    /// <summary>Falls silent without closing a connection.</summary>
    public void Freeze() => Signal("-STOP");

    /// <summary>Goes on.</summary>
    public void Thaw() => Signal("-CONT");

    public void Dispose() => Kill();

    private Process Start()
    {
        var begun = Process.Start(
            new ProcessStartInfo(
                Python,
                [
                    Path.Combine(AppContext.BaseDirectory, "rtsp-server.py"),
                    Port.ToString(CultureInfo.InvariantCulture),
                    transports,
                    .. password,
                ]
            )
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        Port = int.TryParse(begun.StandardOutput.ReadLine(), CultureInfo.InvariantCulture, out var port)
            ? port
            : throw new InvalidOperationException("The RTSP server does not run.");
        return begun;
    }

    private void Kill()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
