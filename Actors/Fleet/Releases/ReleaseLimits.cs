using Vitrine.Models.Onnx;

namespace Vitrine.Fleet.Releases;

/// <summary>Sizes that hold everywhere. What is larger is refused before a byte of it is kept.</summary>
public static class ReleaseLimits
{
    /// <summary>Bytes of a model that a device takes, at most, unless set otherwise: 64 MiB.</summary>
    public const int MostBytes = OnnxCheck.MostBytes;

    /// <summary>Bytes of a chunk, at least, but for a model's last.</summary>
    public const int LeastChunk = 32 << 10;

    /// <summary>Bytes of a chunk, at most: with its envelope it stays below Akka.Remote's frame of 128 kB.</summary>
    public const int MostChunk = 64 << 10;

    /// <summary>Bytes of a manifest, at most.</summary>
    public const int MostManifest = 24 << 10;

    /// <summary>Bytes of a statement, at most: one hash for each chunk of the largest model, a manifest, and room.</summary>
    public const int MostStatement = 104 << 10;

    /// <summary>Golden vectors of a release, at least 1 and at most.</summary>
    public const int MostGolden = 32;

    /// <summary>How far a device's clock may be behind that of the releasing machine.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromHours(24);
}
