using System.Security.Cryptography;
using Vitrine.Models;

namespace Vitrine.Vision.Detection;

/// <summary>Makes detectors as options say: the edge's, training's and evaluation's all come from here.</summary>
public sealed class FaceDetectors
{
    private readonly DetectorOptions options;
    private readonly HaarCascade? cascade;

    private FaceDetectors(DetectorOptions options)
    {
        this.options = options;
        cascade = options.YuNet is null ? HaarCascade.Load(options.Cascade) : null;
    }

    /// <summary>Reads the cascade, if it is one, once.</summary>
    /// <exception cref="InvalidDataException">The cascade is missing or none.</exception>
    public static FaceDetectors Load(DetectorOptions options) => new(options);

    /// <summary>Whether the detectors look at colours, and for faces of every size; a cascade sees grey, from a least size on.</summary>
    public bool SeesColour => cascade is null;

    /// <summary>What models name the detector by; the hash is null where its file cannot be read.</summary>
    public static ModelDetector Identify(DetectorOptions options)
    {
        var (kind, file) = options.YuNet is { } model ? ("yunet", model) : ("haar", options.Cascade);
        return new ModelDetector(kind, Path.GetFileName(file), HashOf(file));
    }

    /// <summary>A detector for one thread.</summary>
    /// <param name="smallest">Least side of a face that is wanted, in pixels; null: what the options say. YuNet has no such limit.</param>
    /// <exception cref="IOException">YuNet's file is missing.</exception>
    /// <exception cref="InvalidDataException">YuNet's file is no network.</exception>
    public IFaceDetector Make(int? smallest = null) =>
        cascade is null
            ? new YuNetDetector(options.YuNet!, options.YuNetScore)
            : new HaarDetector(
                cascade.Twin(),
                smallest is { } side ? options.Haar with { MinSize = side } : options.Haar
            );

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
