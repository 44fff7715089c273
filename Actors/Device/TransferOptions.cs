using Vitrine.Fleet.Releases;

namespace Vitrine.Device;

/// <summary>How a device pulls a model.</summary>
public sealed record TransferOptions
{
    /// <summary>Bytes a second, at most. 16 kB/s to 1 GB/s, default 256 kB/s.</summary>
    public double BytesPerSecond { get; init; } = 256_000;

    /// <summary>How long a chunk may take before it is asked for again. 1 to 600 s, default 15 s.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Bytes of a model, at most. 1 to 64 MiB, default 64 MiB.</summary>
    public long MostBytes { get; init; } = ReleaseLimits.MostBytes;
}
