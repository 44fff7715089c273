using System.Security.Cryptography;
using Vitrine.Models.Onnx;

namespace Vitrine.Models;

/// <summary>A model on disk: NAME.onnx beside NAME.json, its manifest.</summary>
/// <param name="Path">The ONNX file.</param>
/// <param name="Manifest">What its manifest says.</param>
public sealed record FaceModel(string Path, ModelManifest Manifest)
{
    /// <summary>Reads the manifest and checks the file: see <see cref="Read"/>.</summary>
    /// <param name="path">The ONNX file.</param>
    /// <exception cref="InvalidModelException">The manifest is missing or wrong, or the file is not one that may be loaded.</exception>
    public static FaceModel Open(string path)
    {
        var model = new FaceModel(path, ModelManifest.Read(System.IO.Path.ChangeExtension(path, ".json")));
        _ = model.Read();
        return model;
    }

    /// <summary>
    /// The ONNX file's bytes, checked against the manifest's hash and by <see cref="OnnxCheck"/>. Load these: the file may be
    /// another one by then.
    /// </summary>
    /// <exception cref="InvalidModelException">It is missing, does not match the manifest, or may not be loaded.</exception>
    public byte[] Read()
    {
        var origin = $"model '{Path}'";
        var onnx = OnnxCheck.Read(origin, Path);
        var hash = Convert.ToHexStringLower(SHA256.HashData(onnx));
        if (!hash.Equals(Manifest.Sha256, StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidModelException(
                $"{origin} does not match its manifest: SHA-256 is {hash[..12]}…, the manifest says {Shorten(Manifest.Sha256)}; copy the model anew"
            );
        }

        OnnxCheck.Check(origin, onnx);
        return onnx;
    }

    private static string Shorten(string hash) => hash.Length > 12 ? hash[..12] + "…" : $"'{hash}'";
}
