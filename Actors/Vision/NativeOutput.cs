using System.Runtime.InteropServices;

namespace Vitrine.Vision;

/// <summary>
/// OpenCV and FFmpeg write to a process's error output on their own, at every attempt to open a camera that is away.
/// Vitrine reports that itself, in one line.
/// </summary>
public static partial class NativeOutput
{
    /// <summary>
    /// Silences both. To be called before the first picture is read: they look at their variables once. An operator who
    /// sets OPENCV_LOG_LEVEL or OPENCV_FFMPEG_LOGLEVEL hears them.
    /// </summary>
    public static void Silence()
    {
        _ = SetVariable("OPENCV_LOG_LEVEL", "SILENT", overwrite: 0);
        _ = SetVariable("OPENCV_FFMPEG_LOGLEVEL", "-8", overwrite: 0);

        // ONNX Runtime keeps a database of its runs and sends it to its maker. Nothing leaves a device unasked.
        _ = SetVariable("ORT_DISABLE_TELEMETRY", "1", overwrite: 1);

        // OpenCV looks at it before it decodes a picture.
        var most = FrameSize.MaxPixels.ToString(System.Globalization.CultureInfo.InvariantCulture);
        _ = SetVariable("OPENCV_IO_MAX_IMAGE_PIXELS", most, overwrite: 0);
    }

    // .NET's own Environment keeps a copy that native code does not see.
    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
