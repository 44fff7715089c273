using OpenCvSharp;

namespace Vitrine.Vision;

/// <summary>A picture in a file.</summary>
public static class PictureFile
{
    /// <summary>How the names of pictures end, in small letters.</summary>
    public static IReadOnlyList<string> Endings { get; } = [".jpg", ".jpeg", ".png", ".bmp", ".webp", ".tif", ".tiff"];

    /// <summary>Reads it: height x width x 3, 8 bit, BGR.</summary>
    /// <returns>Null where it cannot be decoded.</returns>
    public static Mat? Read(string path)
    {
        try
        {
            var picture = Cv2.ImRead(path, ImreadModes.Color);
            if (!picture.Empty())
            {
                return picture;
            }

            picture.Dispose();
        }
        catch (OpenCVException)
        {
            // For example larger than OpenCV takes.
        }

        return null;
    }
}
