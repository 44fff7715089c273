using Microsoft.ML.OnnxRuntime;
using Vitrine.Models;
using Vitrine.Models.Onnx;
using Vitrine.Wire;

namespace Vitrine.Vision.Detection;

/// <summary>
/// A detector's network in ONNX Runtime: Vitrine's own (<see cref="FaceMap"/>), or YuNet. Its input is one picture, 3 x height x width,
/// BGR, 0 to 255; it gives maps for the strides 8, 16 and 32.
/// </summary>
public sealed class DetectorSession : IDisposable
{
    private static readonly int[] Strides = [8, 16, 32];
    private static readonly string[] YuNetParts = ["cls", "obj", "bbox", "kps"];

    private readonly InferenceSession session;
    private readonly RunOptions options = new();
    private readonly string[] outputs;
    private readonly bool isYuNet;

    private DetectorSession(InferenceSession session, string name)
    {
        this.session = session;
        isYuNet = session.OutputMetadata.ContainsKey("cls_8");
        outputs = isYuNet
            ? [.. Strides.SelectMany(stride => YuNetParts.Select(part => $"{part}_{stride}"))]
            : [.. Strides.Select(stride => $"faces_{stride}")];
        if (outputs.FirstOrDefault(output => !session.OutputMetadata.ContainsKey(output)) is { } missing)
        {
            session.Dispose();
            throw new InvalidDataException($"'{name}' is no detector of faces: it has no output '{missing}'");
        }
    }

    /// <summary>Whether it takes pictures of any size; the sides must be multiples of 32.</summary>
    public bool TakesAnySize => session.InputMetadata[session.InputNames[0]].Dimensions is [_, 3, < 1, < 1];

    /// <summary>Opens a file.</summary>
    /// <exception cref="InvalidDataException">It is missing, may not be loaded, or is no such network.</exception>
    public static DetectorSession Open(string model) => Open(Read(model), model);

    /// <summary>Reads a file, which is not checked yet.</summary>
    /// <exception cref="InvalidDataException">It is missing, too large, or cannot be read.</exception>
    public static byte[] Read(string model)
    {
        try
        {
            return OnnxCheck.Read($"detector '{model}'", model);
        }
        catch (InvalidModelException bad)
        {
            throw new InvalidDataException(bad.Message, bad);
        }
    }

    /// <summary>Opens what is in memory.</summary>
    /// <param name="model">An ONNX file's content.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InvalidDataException">It may not be loaded, or is no such network.</exception>
    public static DetectorSession Open(byte[] model, string name = "faces.onnx")
    {
        try
        {
            OnnxCheck.Check($"detector '{name}'", model);
            using var settings = EdgeSession.NewOptions();
            return new DetectorSession(new InferenceSession(model, settings), name);
        }
        catch (Exception bad) when (bad is InvalidModelException or OnnxRuntimeException)
        {
            throw new InvalidDataException(
                bad is OnnxRuntimeException ? $"detector '{name}' cannot be loaded: {SingleLine.Of(bad)}" : bad.Message,
                bad
            );
        }
    }

    /// <summary>Looks at a picture.</summary>
    /// <param name="picture">1 x 3 x height x width.</param>
    /// <param name="width">Of the picture, in pixels.</param>
    /// <param name="leastScore">Above 0, below 1.</param>
    /// <param name="faces">Faces are added here, several for one face among them.</param>
    public void Run(OrtValue picture, int width, float leastScore, ICollection<FaceDetection> faces)
    {
        using var maps = session.Run(options, session.InputNames, [picture], outputs);
        foreach (var (level, stride) in Strides.Index())
        {
            var columns = width / stride;
            if (!isYuNet)
            {
                FaceMap.Read(Values(maps[level]), columns, stride, leastScore, faces);
                continue;
            }

            var parts = YuNetParts.Length * level;
            YuNetMap.Read(
                Values(maps[parts]),
                Values(maps[parts + 1]),
                Values(maps[parts + 2]),
                Values(maps[parts + 3]),
                columns,
                stride,
                leastScore,
                faces
            );
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        options.Dispose();
        session.Dispose();
    }

    private static ReadOnlySpan<float> Values(OrtValue map) => map.GetTensorDataAsSpan<float>();
}
