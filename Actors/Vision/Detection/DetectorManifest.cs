using System.Security.Cryptography;
using System.Text.Json;

namespace Vitrine.Vision.Detection;

/// <summary>What a detector's JSON file, beside its ONNX file, says of it.</summary>
/// <param name="Sha256">Of the ONNX file, 64 hexadecimal digits.</param>
/// <param name="Score">From which score on something is a face, above 0 and below 1.</param>
public sealed record DetectorManifest(string Sha256, float Score)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Reads the manifest of a detector, and checks that it is this file's.</summary>
    /// <param name="model">The ONNX file.</param>
    /// <param name="onnx">What it holds: load these bytes, the file may be another one by then.</param>
    /// <exception cref="InvalidDataException">One of both is missing, or they do not belong together.</exception>
    public static DetectorManifest Read(string model, byte[] onnx)
    {
        var path = Path.ChangeExtension(model, ".json");
        try
        {
            var manifest =
                JsonSerializer.Deserialize<DetectorManifest>(File.ReadAllBytes(path), Json)
                ?? throw new JsonException("it is empty");
            if (manifest.Score is not (> 0 and < 1))
            {
                throw new JsonException("score must be above 0 and below 1");
            }

            var hash = Convert.ToHexStringLower(SHA256.HashData(onnx));
            return hash.Equals(manifest.Sha256, StringComparison.Ordinal)
                ? manifest
                : throw new InvalidDataException(
                    $"'{path}' is the manifest of another file than '{model}'; copy both again"
                );
        }
        catch (Exception bad) when (bad is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"the detector's manifest '{path}' cannot be read: {bad.Message}", bad);
        }
    }
}
