using System.Security.Cryptography;
using Vitrine.Models;
using Vitrine.Wire;

namespace Vitrine.Fleet.Releases;

/// <summary>A release that was verified: whatever its statement says can be relied on.</summary>
/// <param name="Envelope">The statement as it was signed.</param>
/// <param name="Statement">What it says.</param>
/// <param name="Manifest">The model's manifest.</param>
public sealed record Release(SignedStatement Envelope, Statement Statement, ModelManifest Manifest)
{
    /// <summary>SHA-256 of the statement, 64 lower-case hexadecimal digits: the release's name everywhere.</summary>
    public string Id { get; } = IdOf(Envelope);

    /// <summary>SHA-256 of the model, 64 lower-case hexadecimal digits. Another release may have the same model.</summary>
    public string Sha256 { get; } = Convert.ToHexStringLower(Statement.Sha256.Span);

    /// <summary>The attribute that the model estimates, for example "age".</summary>
    public string Task => Statement.Task;

    /// <summary>Its version.</summary>
    public int Version => Statement.Version;

    /// <summary>Bytes of the model.</summary>
    public long Bytes => Statement.Bytes;

    /// <summary>As a person reads it: "gender 4 (5345b633a5d7)".</summary>
    public string Name => $"{Task} {Version} ({Id[..12]})";

    /// <summary>The name of a release, which need not be verified yet.</summary>
    public static string IdOf(SignedStatement envelope) =>
        Convert.ToHexStringLower(SHA256.HashData(envelope.Statement.Span));

    /// <summary>Bytes of the chunk that begins at an offset.</summary>
    /// <param name="offset">A multiple of the chunk size below <see cref="Bytes"/>.</param>
    public int ChunkAt(long offset) => (int)Math.Min(Statement.ChunkBytes, Bytes - offset);

    /// <summary>SHA-256 of the chunk that begins at an offset.</summary>
    /// <param name="offset">A multiple of the chunk size below <see cref="Bytes"/>.</param>
    public ReadOnlySpan<byte> ChunkHash(long offset) =>
        Statement.ChunkSha256[(int)(offset / Statement.ChunkBytes)].Span;

    /// <inheritdoc />
    public bool Equals(Release? other) => other is not null && Id.Equals(other.Id, StringComparison.Ordinal);

    /// <inheritdoc />
    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);
}
