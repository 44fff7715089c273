using Vitrine.Models;

namespace Vitrine.Device;

/// <summary>What a release is to be made of.</summary>
/// <param name="Model">The model and its manifest.</param>
public sealed record ReleaseOrder(FaceModel Model)
{
    /// <summary>Version of the release, 1 or more; null: the manifest's.</summary>
    public int? Version { get; init; }

    /// <summary>How long devices may take it from now on. Above zero, default 30 days.</summary>
    public TimeSpan ValidFor { get; init; } = TimeSpan.FromDays(30);

    /// <summary>The oldest Vitrine that may run it.</summary>
    public Version MinimumEngine { get; init; } = new(0, 1, 0);

    /// <summary>Bytes of a chunk, 32,768 to 65,536. Default 32,768: the least that a break of the link can cost.</summary>
    public int ChunkBytes { get; init; } = 32 << 10;
}
