using OpenCvSharp;

namespace Vitrine.Vision.Detection;

/// <summary>
/// OpenCV's boosted cascade of Haar-like features (Viola and Jones, CVPR 2001; Lienhart and Maydt, ICIP 2002), on a grey picture.
/// It finds upright faces that look at the camera, one by one picture, and gives no score.
/// </summary>
public sealed class HaarDetector : IFaceDetector
{
    private readonly CascadeClassifier cascade;
    private readonly HaarParameters parameters;
    private readonly Mat grey = new();

    /// <param name="file">A cascade in OpenCV's XML.</param>
    /// <param name="parameters">Scale, neighbours, sizes.</param>
    /// <exception cref="InvalidDataException">The file is missing, or holds no cascade.</exception>
    public HaarDetector(string file, HaarParameters parameters)
    {
        (cascade, this.parameters) = (Open(file), parameters);
    }

    /// <summary>Registers it.</summary>
    public static DetectorKind Kind { get; } =
        new("haar")
        {
            File = options => options.Cascade,
            IsNetwork = false,
            Describe = options => $"Haar ({Path.GetFileName(options.Cascade)})",
            Load = options =>
            {
                Open(options.Cascade).Dispose();
                return smallest => new HaarDetector(
                    options.Cascade,
                    smallest is { } side ? options.Haar with { MinSize = side } : options.Haar
                );
            },
        };

    /// <inheritdoc />
    public void Detect(Mat picture, IList<FaceDetection> faces)
    {
        faces.Clear();
        Cv2.CvtColor(picture, grey, ColorConversionCodes.BGR2GRAY);
        var (least, most) = (parameters.MinSize, parameters.MaxSize);
        var found = cascade.DetectMultiScale(
            grey,
            parameters.ScaleFactor,
            parameters.MinNeighbours,
            minSize: new Size(least, least),
            maxSize: new Size(most, most)
        );
        foreach (var box in found)
        {
            faces.Add(new FaceDetection(new Box(box.X, box.Y, box.Width, box.Height), Score: 1));
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        cascade.Dispose();
        grey.Dispose();
    }

    private static CascadeClassifier Open(string file)
    {
        if (!File.Exists(file))
        {
            throw new InvalidDataException(
                $"cascade '{file}' is not there; run: sudo apt-get install opencv-data, or correct the path"
            );
        }

        try
        {
            var opened = new CascadeClassifier(file);
            if (!opened.Empty())
            {
                return opened;
            }

            opened.Dispose();
        }
        catch (OpenCVException)
        {
            // As of a file that is read, but holds something else.
        }

        throw new InvalidDataException($"cascade '{file}' cannot be read; use one of OpenCV's haarcascade_*.xml files");
    }
}
