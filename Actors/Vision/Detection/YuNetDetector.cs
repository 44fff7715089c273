using OpenCvSharp;
using Vitrine.Models;
using Vitrine.Models.Onnx;

namespace Vitrine.Vision.Detection;

/// <summary>
/// YuNet (Wu, Peng and Yu, "YuNet: A Tiny Millisecond-level Face Detector", 2023) through OpenCV. One network for each
/// size of picture, made when the size changes.
/// </summary>
public sealed class YuNetDetector : IFaceDetector
{
    private const int FieldsPerFace = 15;
    private const int FirstPoint = 4;
    private const float OverlapThreshold = 0.3f;
    private readonly string model;
    private readonly float leastScore;
    private readonly Mat found = new();
    private FaceDetectorYN? network;
    private Size size;

    /// <summary>Registers it.</summary>
    public static DetectorKind Kind { get; } =
        new("yunet")
        {
            File = options => options.YuNet,
            Describe = options => $"YuNet ({options.YuNet})",
            Load = options =>
                options.YuNet is { } file
                    ? _ => Open(file, options.YuNetScore)
                    : throw new FileNotFoundException(
                        "detector.kind is yunet, and detector.yunet.model names no file of it"
                    ),
        };

    /// <summary>ONNX Runtime is several times as fast, where a file is made for any size; OpenCV makes one for each size.</summary>
    private static IFaceDetector Open(string model, float leastScore)
    {
        RequireFile(model);
        var session = DetectorSession.Open(model);
        if (session.TakesAnySize)
        {
            return new NetworkDetector(session, leastScore);
        }

        session.Dispose();
        return new YuNetDetector(model, leastScore);
    }

    /// <param name="model">YuNet's ONNX file.</param>
    /// <param name="leastScore">Least score for a face, 0 to 1.</param>
    /// <exception cref="IOException">The file is missing.</exception>
    /// <exception cref="InvalidDataException">The file may not be loaded, or is no network that OpenCV reads.</exception>
    public YuNetDetector(string model, float leastScore)
    {
        RequireFile(model);

        this.model = model;
        this.leastScore = leastScore;
        try
        {
            using var network320 = Make(new Size(320, 320));
            using var blank = new Mat(320, 320, MatType.CV_8UC3, Scalar.Black);
            network320.Detect(blank, found);
        }
        catch (InvalidModelException bad)
        {
            throw new InvalidDataException(bad.Message, bad);
        }
        catch (OpenCVException old) when (old.Status == ErrorCode.StsNotImplemented)
        {
            throw new InvalidDataException($"YuNet's file '{model}' cannot be used: {old.ErrMsg}", old);
        }
        catch (OpenCVException bad)
        {
            throw new InvalidDataException(
                $"YuNet's file '{model}' is no network that can be read; copy it again",
                bad
            );
        }
    }

    private static void RequireFile(string model)
    {
        if (!File.Exists(model))
        {
            throw new FileNotFoundException($"YuNet's file '{model}' is not there", model);
        }
    }

    /// <inheritdoc />
    public void Detect(Mat picture, IList<FaceDetection> faces)
    {
        faces.Clear();
        if (network is null || picture.Size() != size)
        {
            network?.Dispose();
            size = picture.Size();
            network = Make(size);
        }

        network.Detect(picture, found);
        var rows = found.Rows;
        for (var row = 0; row < rows; row++)
        {
            // Each row: x, y, width, height, five landmarks (x, y), score.
            faces.Add(
                new FaceDetection(
                    new Box(
                        found.At<float>(row, 0),
                        found.At<float>(row, 1),
                        found.At<float>(row, 2),
                        found.At<float>(row, 3)
                    ),
                    found.At<float>(row, FieldsPerFace - 1),
                    new FaceLandmarks(Point(row, 0), Point(row, 1), Point(row, 2), Point(row, 3), Point(row, 4))
                )
            );
        }
    }

    private Spot Point(int row, int point) =>
        new(found.At<float>(row, FirstPoint + (2 * point)), found.At<float>(row, FirstPoint + (2 * point) + 1));

    /// <inheritdoc />
    public void Dispose()
    {
        network?.Dispose();
        found.Dispose();
    }

    // OpenCV reads the file itself, each time: so it is checked each time.
    private FaceDetectorYN Make(Size picture)
    {
        var origin = $"YuNet's file '{model}'";
        OnnxCheck.Check(origin, OnnxCheck.Read(origin, model));
        return FaceDetectorYN.Create(model, string.Empty, picture, leastScore, OverlapThreshold);
    }
}
