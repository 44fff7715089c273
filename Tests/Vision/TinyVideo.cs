using OpenCvSharp;

namespace Vitrine.Tests.Vision;

/// <summary>A video of a few frames, each a little brighter than the one before.</summary>
internal static class TinyVideo
{
    public const int FramesPerSecond = 10;

    public static string Write(string path, int frames, int width = 64, double framesPerSecond = FramesPerSecond)
    {
        using var picture = new Mat(width * 3 / 4, width, MatType.CV_8UC3);
        using var writer = new VideoWriter(path, FourCC.MJPG, framesPerSecond, picture.Size());
        for (var number = 0; number < frames; number++)
        {
            picture.SetTo(Brightness(number));
            writer.Write(picture);
        }

        return path;
    }

    /// <summary>Cuts a file off after a share of its bytes.</summary>
    public static void CutOff(string path, double share)
    {
        using var file = File.OpenWrite(path);
        file.SetLength((long)(file.Length * share));
    }

    public static Scalar Brightness(int number) => Scalar.All(number * 10);
}
