using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Vitrine.Models;

namespace Vitrine.Tests.Vision.Attributes;

/// <summary>Writes models of a few nodes with their manifests: NAME.onnx and NAME.json.</summary>
internal static class TinyModels
{
    public const int Size = 16;

    /// <summary>Female where a face's red is above the middle, male where it is below.</summary>
    public static byte[] Gender { get; } = TinyOnnx.OfMeanColour(Size, [4, -4, 0, 0, 0, 0], [0, 0], declared: 2);

    /// <summary>Says 25-32 of everybody.</summary>
    public static byte[] Age { get; } =
        TinyOnnx.OfMeanColour(Size, new float[3 * 8], [0, 0, 0, 0, 5, 0, 0, 0], declared: 8);

    /// <summary>Loads, and fails on any face that is not black; its manifest needs scale 1.</summary>
    public static byte[] FailingAge { get; } = TinyOnnx.OfBlackFacesOnly(Size, [1, 0, 0, 0, 0, 0, 0, 0]);

    /// <summary>Says male, and never comes to an end with a face that has a value above the middle.</summary>
    public static byte[] EndlessGender { get; } = TinyOnnx.OfNoEnd(Size, [0, 1]);

    /// <summary>Writes a model with a manifest that is true of it, but for what <paramref name="change"/> does.</summary>
    /// <returns>The ONNX file.</returns>
    public static string Write(string folder, string task, byte[] onnx, Action<JsonObject>? change = null)
    {
        var manifest = Manifest(task, onnx);
        change?.Invoke(manifest);
        File.WriteAllText(Path.Combine(folder, task + ".json"), manifest.ToJsonString());
        var path = Path.Combine(folder, task + ".onnx");
        File.WriteAllBytes(path, onnx);
        return path;
    }

    /// <summary>A manifest; pixels 0 to 255 become about -1 to 1.</summary>
    public static JsonObject Manifest(string task, byte[] onnx) =>
        new()
        {
            ["task"] = task,
            ["version"] = 3,
            ["labels"] = Labels(task),
            ["input"] = new JsonObject
            {
                ["name"] = "input",
                ["width"] = Size,
                ["height"] = Size,
                ["cropMargin"] = 1.25,
                ["scale"] = 1 / 127.5,
                ["mean"] = new JsonArray(127.5, 127.5, 127.5),
            },
            ["output"] = "output",
            ["sha256"] = Convert.ToHexString(SHA256.HashData(onnx)),
        };

    private static JsonArray Labels(string task) =>
        [.. (FaceAttribute.Find(task)?.Labels ?? ["with", "without"]).Select(label => JsonValue.Create(label))];
}
