using System.Security.Cryptography;

namespace Vitrine.Models;

/// <summary>A model on disk: NAME.onnx beside NAME.json, its manifest.</summary>
/// <param name="Path">The ONNX file.</param>
/// <param name="Manifest">What its manifest says.</param>
public sealed record FaceModel(string Path, ModelManifest Manifest)
{
    /// <summary>Reads the manifest and checks the file against its hash.</summary>
    /// <param name="path">The ONNX file.</param>
    /// <exception cref="InvalidModelException">The manifest is missing or wrong, or the hash does not match.</exception>
    public static FaceModel Open(string path)
    {
        var manifest = ModelManifest.Read(System.IO.Path.ChangeExtension(path, ".json"));
        if (!File.Exists(path))
        {
            throw new InvalidModelException($"model '{path}' is not there");
        }

        using var file = File.OpenRead(path);
        var hash = Convert.ToHexStringLower(SHA256.HashData(file));
        return hash.Equals(manifest.Sha256, StringComparison.OrdinalIgnoreCase)
            ? new FaceModel(path, manifest)
            : throw new InvalidModelException(
                $"model '{path}' does not match its manifest: SHA-256 is {hash[..12]}…, the manifest says {Shorten(manifest.Sha256)}; copy the model anew"
            );
    }

    private static string Shorten(string hash) => hash.Length > 12 ? hash[..12] + "…" : $"'{hash}'";
}
