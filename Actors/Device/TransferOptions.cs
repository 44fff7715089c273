using Vitrine.Dataflow;
using Vitrine.Fleet.Releases;

namespace Vitrine.Device;

/// <summary>How a device pulls a model.</summary>
public sealed record TransferOptions
{
    /// <summary>Bytes a second, at most.</summary>
    [Setting("bytes-per-second", 16_000, 1_000_000_000, "bytes a second", "How fast a model is pulled, at most.")]
    public double BytesPerSecond { get; init; } = 256_000;

    /// <summary>How long a chunk may take before it is asked for again.</summary>
    [Setting("answer-within", 1, 600, "seconds", "How long a chunk may take before it is asked for again.")]
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Bytes of a model, at most.</summary>
    [Setting("most-bytes", 1, ReleaseLimits.MostBytes, "bytes", "Size of a model, at most.")]
    public long MostBytes { get; init; } = ReleaseLimits.MostBytes;
}
