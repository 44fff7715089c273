using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using OpenCvSharp;

namespace Vitrine.Vision.Sources;

/// <summary>
/// The Raspberry Pi's camera module, which V4L2 does not give pictures of, through rpicam-vid in a process of its own: raw pictures, 4:2:0 with
/// the full range of values, come through a pipe and touch no disk. A sensor that stalls says nothing.
/// </summary>
internal sealed class RpicamCapture : ILiveCapture
{
    /// <summary>How long listing the cameras may take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // libcamera-vid is its name in earlier releases.
    private static readonly string[] Programs = ["rpicam-vid", "libcamera-vid"];

    private readonly PictureProgram camera;
    private readonly Mat planes;
    private readonly Mat luma;
    private readonly Mat chroma;

    /// <summary>Registers it.</summary>
    public static SourceKind Kind { get; } =
        new("rpicam")
        {
            Matches = text => text.Equals("rpicam", StringComparison.OrdinalIgnoreCase),
            Example = "'rpicam'",
            About = "the Raspberry Pi's camera module; live; restarted for ever",
            IsLive = true,
            IsThere = _ => IsThere(),
            Prepare = SourceKind.Live(
                _ => "the camera module",
                (_, context, _) => new RpicamCapture(context.Rpicam),
                context => context.Rpicam.FrameRate
            ),
        };

    /// <summary>Whether rpicam-vid is installed.</summary>
    public static bool IsInstalled() =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator)
            .Any(folder => Programs.Any(program => File.Exists(Path.Combine(folder, program))));

    /// <summary>Whether rpicam-vid is installed and lists a camera.</summary>
    public static bool IsThere()
    {
        try
        {
            using var asked = Start(given: null, ["--list-cameras"]);
            using var patience = TimeProvider.System.CreateTimer(
                _ => asked.Kill(),
                null,
                Patience,
                Timeout.InfiniteTimeSpan
            );
            asked.ErrorDataReceived += (_, _) => { };
            asked.BeginErrorReadLine();
            var listed = asked.StandardOutput.ReadToEnd();
            asked.WaitForExit();
            // A camera's line begins with its number.
            return listed.Split('\n').Any(line => line.Length > 0 && char.IsAsciiDigit(line[0]));
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <param name="options">Which camera, and how.</param>
    /// <param name="program">What takes rpicam-vid's arguments and writes what it writes; default: it.</param>
    /// <exception cref="IOException">It is not installed.</exception>
    public RpicamCapture(RpicamOptions options, string? program = null)
    {
        var size = options.Size;
        size.Require("the camera module");
        camera = new PictureProgram(Start(program, Arguments(options)), ReasonOf);
        planes = new Mat(size.Height * 3 / 2, size.Width, MatType.CV_8UC1);
        luma = planes.SubMat(0, size.Height, 0, size.Width);
        chroma = planes.SubMat(size.Height, size.Height * 3 / 2, 0, size.Width);
    }

    /// <exception cref="IOException">The camera is lost, or not there.</exception>
    public bool TryRead(Mat pixels, CancellationToken end)
    {
        if (!camera.Read(Fill, end))
        {
            throw camera.Lost();
        }

        // OpenCV takes luma for 16 to 235, and chroma for 16 to 240.
        luma.ConvertTo(luma, -1, 219 / 255.0, 16);
        chroma.ConvertTo(chroma, -1, 224 / 255.0, 128 - (128 * 224 / 255.0));
        Cv2.CvtColor(planes, pixels, ColorConversionCodes.YUV2BGR_I420);
        return true;
    }

    public void Dispose()
    {
        camera.Dispose();
        luma.Dispose();
        chroma.Dispose();
        planes.Dispose();
    }

    private unsafe bool Fill()
    {
        var left = new Span<byte>(planes.DataPointer, planes.Width * planes.Height);
        return camera.Output.ReadAtLeast(left, left.Length, throwOnEndOfStream: false) == left.Length;
    }

    private static string[] Arguments(RpicamOptions options)
    {
        string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
        var size = options.Size;
        return
        [
            .. "--timeout 0 --nopreview --codec yuv420 --flush --output -".Split(' '),
            .. (string[])["--camera", Number(options.Camera)],
            .. (string[])["--width", Number(size.Width), "--height", Number(size.Height)],
            .. (string[])["--framerate", Number(options.FrameRate)],
            .. (string[])["--rotation", options.UpsideDown ? "180" : "0"],
            .. (string[])["--exposure", options.Exposure, "--awb", options.WhiteBalance],
            .. options.Region is { } region ? (string[])["--roi", region] : [],
        ];
    }

    private static Process Start(string? given, string[] arguments)
    {
        foreach (var program in given is null ? Programs : [given])
        {
            var start = new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            };
            try
            {
                return Process.Start(start)!;
            }
            catch (Win32Exception)
            {
                // The next name, or below.
            }
        }

        throw new IOException("rpicam-vid is not installed; run: sudo apt-get install rpicam-apps-lite");
    }

    /// <summary>What a line says of an end; most lines tell of what goes well.</summary>
    private static string? ReasonOf(string line) =>
        line.Contains("no cameras available", StringComparison.OrdinalIgnoreCase)
            ? "there is no camera: check the ribbon cable at both ends, then run rpicam-hello --list-cameras"
        : line.Contains("failed to acquire camera", StringComparison.OrdinalIgnoreCase)
        || line.Contains("in use by another process", StringComparison.OrdinalIgnoreCase)
            ? "another program has the camera: end it"
        : line.Contains("Permission denied", StringComparison.OrdinalIgnoreCase)
            ? "it may not be read: add this user to the group video"
        : line.Contains("ERROR", StringComparison.Ordinal) ? line.Trim(' ', '*')
        : null;
}
