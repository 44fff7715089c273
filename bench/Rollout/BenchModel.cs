using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Google.Protobuf;

namespace Vitrine.Bench.Rollout;

/// <summary>The model for gender that Vitrine comes with, made as large as a measurement needs it.</summary>
internal static class BenchModel
{
    /// <summary>The field of ONNX for a text about the model, which its readers skip.</summary>
    private const int Text = 6;

    /// <summary>The model as it comes.</summary>
    public static string Bundled { get; } = Path.Combine(AppContext.BaseDirectory, "models", "gender.onnx");

    /// <summary>Writes a model that gives the bundled one's answers, and is larger.</summary>
    /// <param name="folder">Where to; made.</param>
    /// <param name="more">Bytes that are added.</param>
    /// <returns>The ONNX file, with its manifest beside it.</returns>
    public static string WriteLarger(string folder, int more)
    {
        Directory.CreateDirectory(folder);
        var padding = new byte[more];
        new Random(1).GetItems("abcdefghijklmnop"u8, padding);
        using var content = new MemoryStream();
        content.Write(File.ReadAllBytes(Bundled));
        using (var output = new CodedOutputStream(content, leaveOpen: true))
        {
            output.WriteTag(Text, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(padding));
        }

        var (path, bytes) = (Path.Combine(folder, "gender.onnx"), content.ToArray());
        File.WriteAllBytes(path, bytes);
        var manifest = JsonNode.Parse(File.ReadAllText(Path.ChangeExtension(Bundled, ".json")))!;
        manifest["sha256"] = Convert.ToHexStringLower(SHA256.HashData(bytes));
        File.WriteAllText(Path.ChangeExtension(path, ".json"), manifest.ToJsonString());
        return path;
    }
}
