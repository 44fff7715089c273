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

    // Faces down to this share of the score that makes one sure are given, too: weak ones continue a track, but begin none.
    private const float WeakShare = 0.75f;

    // What a sure face scores on the scale of all detectors, where a tracker begins a track.
    private const float SureScore = 0.6f;

    // Both sides of what the network sees are multiples of it.
    private const int Unit = 32;

    private readonly List<FaceDetection> found = [];
    private readonly Mat plane = new();
    private Mat? input;
    private OrtValue? inputValue;
    private Size size;

    /// <summary>The file that comes with Vitrine.</summary>
    public static string Bundled { get; } = Path.Combine(AppContext.BaseDirectory, "models", "detector", "faces.onnx");

    /// <summary>Registers Vitrine's own.</summary>
    public static DetectorKind Kind { get; } =
        new("vitrine")
        {
            File = options => options.Own ?? Bundled,
            Describe = options => options.Own is { } file ? $"Vitrine's own ({file})" : "Vitrine's own",
            Load = options =>
            {
                var file = options.Own ?? Bundled;
                var onnx = DetectorSession.Read(file);
                var score = DetectorManifest.Read(file, onnx).Score;
                return _ => new NetworkDetector(DetectorSession.Open(onnx, file), WeakShare * score) { Sure = score };
            },
        };

    /// <summary>The network's score from which something is a face: it becomes 0.6, and 1 stays 1. Null: scores are given as they are.</summary>
    public float? Sure { get; init; }

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
        if (Sure is { } sure)
        {
            for (var i = 0; i < faces.Count; i++)
            {
                faces[i] = faces[i] with { Score = Scaled(faces[i].Score, sure) };
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        inputValue?.Dispose();
        input?.Dispose();
        plane.Dispose();
        session.Dispose();
    }

    private static float Scaled(float score, float sure) =>
        score < sure ? SureScore * score / sure : SureScore + ((1 - SureScore) * (score - sure) / (1 - sure));

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
