using System.Security.Cryptography;
using Vitrine.Models;

namespace Vitrine.Vision.Detection;

/// <summary>How models name the detector that found their faces.</summary>
public static class FaceDetectors
{
    /// <summary>The detector's name; the hash is null where its file cannot be read.</summary>
    public static ModelDetector Identify(DetectorOptions options) =>
        options.Kind.File(options) is { } file
            ? new ModelDetector(options.Kind.Name, Path.GetFileName(file), HashOf(file))
            : new ModelDetector(options.Kind.Name);

    private static string? HashOf(string file)
    {
        try
        {
            using var content = File.OpenRead(file);
            return Convert.ToHexStringLower(SHA256.HashData(content));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
