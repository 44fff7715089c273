using System.Security.Cryptography;
using Vitrine.Models;

namespace Vitrine.Vision.Detection;

/// <summary>Makes detectors by options: the edge's, training's and evaluation's all come from here.</summary>
public sealed class FaceDetectors
{
    private readonly Func<int?, IFaceDetector> open;

    private FaceDetectors(DetectorOptions options) =>
        (open, SeesColour) = (options.Kind.Load(options), options.Kind.SeesColour);

    /// <summary>Reads what the detectors share, once.</summary>
    /// <exception cref="InvalidDataException">The cascade is missing or none.</exception>
    public static FaceDetectors Load(DetectorOptions options) => new(options);

    /// <inheritdoc cref="DetectorKind.SeesColour" />
    public bool SeesColour { get; }

    /// <summary>What models name the detector by; the hash is null where its file cannot be read.</summary>
    public static ModelDetector Identify(DetectorOptions options) =>
        options.Kind.File(options) is { } file
            ? new ModelDetector(options.Kind.Name, Path.GetFileName(file), HashOf(file))
            : new ModelDetector(options.Kind.Name);

    /// <summary>A detector for one thread.</summary>
    /// <param name="smallest">Least side of a face that is wanted, in pixels; null: the one in the options. YuNet has no such limit.</param>
    /// <exception cref="IOException">YuNet's file is missing.</exception>
    /// <exception cref="InvalidDataException">YuNet's file is no network.</exception>
    public IFaceDetector Make(int? smallest = null) => open(smallest);

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
