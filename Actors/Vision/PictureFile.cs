using OpenCvSharp;

namespace Vitrine.Vision;

/// <summary>A picture in a file.</summary>
public static class PictureFile
{
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
