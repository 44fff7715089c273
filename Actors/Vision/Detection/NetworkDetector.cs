using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using OpenCvSharp;

namespace Vitrine.Vision.Detection;

/// <summary>
/// Finds faces with a network that sees the picture as it is. Runs on one thread; its memory is allocated when the picture's size
/// changes.
/// </summary>
/// <param name="session">The network, which takes any size; disposed of with this.</param>
/// <param name="leastScore">Least score for a face, above 0 and below 1.</param>
public sealed class NetworkDetector(DetectorSession session, float leastScore) : IFaceDetector
{
    /// <summary>Intersection over union above which two faces are one.</summary>
    public const float OverlapThreshold = 0.3f;

    // Both sides of what the network sees are multiples of it.
    private const int Unit = 32;

    private readonly List<FaceDetection> found = [];
    private readonly Mat plane = new();
    private Mat? input;
    private OrtValue? inputValue;
    private Size size;

    /// <summary>Registers Vitrine's own.</summary>
    public static DetectorKind Kind { get; } =
        new("vitrine")
        {
            Matches = options => options.Own is not null,
            File = options => options.Own,
            Describe = options => $"Vitrine's own ({options.Own})",
            Load = options =>
            {
                var (file, onnx) = (options.Own!, DetectorSession.Read(options.Own!));
                var score = DetectorManifest.Read(file, onnx).Score;
                return _ => new NetworkDetector(DetectorSession.Open(onnx, file), score);
            },
        };

    /// <inheritdoc />
    public void Detect(Mat picture, IList<FaceDetection> faces)
    {
        faces.Clear();
        found.Clear();
        if (inputValue is null || picture.Size() != size)
        {
            Resize(picture.Size());
        }

        Fill(picture);
        session.Run(inputValue!, PaddedWidth, leastScore, found);
        Overlaps.Suppress(CollectionsMarshal.AsSpan(found), OverlapThreshold, faces);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        inputValue?.Dispose();
        input?.Dispose();
        plane.Dispose();
        session.Dispose();
    }

    private int PaddedWidth => Padded(size.Width);

    private int PaddedHeight => Padded(size.Height);

    private static int Padded(int side) => (side + Unit - 1) / Unit * Unit;

    // What lies beyond the picture is black.
    private void Resize(Size wanted)
    {
        inputValue?.Dispose();
        input?.Dispose();
        size = wanted;
        input = new Mat(3 * PaddedHeight, PaddedWidth, MatType.CV_32F, Scalar.Black);
        inputValue = OrtValue.CreateTensorValueWithData(
            OrtMemoryInfo.DefaultInstance,
            TensorElementType.Float,
            [1, 3, PaddedHeight, PaddedWidth],
            input.Data,
            3L * PaddedHeight * PaddedWidth * sizeof(float)
        );
    }

    private void Fill(Mat picture)
    {
        for (var colour = 0; colour < 3; colour++)
        {
            Cv2.ExtractChannel(picture, plane, colour);
            using var place = input!.SubMat(new Rect(0, colour * PaddedHeight, size.Width, size.Height));
            plane.ConvertTo(place, MatType.CV_32F);
        }
    }
}
