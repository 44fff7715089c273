using System.Security.Cryptography;
using Vitrine.Fleet.Releases;
using Vitrine.Wire;

namespace Vitrine.Device;

/// <summary>
/// A device's side of one transfer: one chunk is asked for at a time, no faster than the rate limit lets it, and only a
/// chunk with the right place, size and hash is kept. Pure. What is sent twice: at most one chunk for each break of the
/// link, and a chunk that came damaged.
/// </summary>
/// <param name="Release">What is pulled.</param>
/// <param name="Offset">Bytes that are verified and on disk: always a multiple of the chunk size, or all.</param>
/// <param name="Bucket">The rate limit.</param>
/// <param name="Asked">Whether the chunk at <paramref name="Offset"/> was asked for and has not come.</param>
/// <param name="Received">Bytes that came, in this process.</param>
/// <param name="Resent">Bytes among them that had come before, and bytes that a break made worthless.</param>
/// <param name="Damaged">How often in a row the chunk at <paramref name="Offset"/> came damaged.</param>
public sealed record TransferState(
    Release Release,
    long Offset,
    TokenBucket Bucket,
    bool Asked = false,
    long Received = 0,
    long Resent = 0,
    int Damaged = 0
)
{
    /// <summary>How often in a row a chunk may come damaged before the release is refused.</summary>
    public const int MostDamaged = 3;

    /// <summary>Whether every byte is there.</summary>
    public bool Complete => Offset == Release.Bytes;

    /// <summary>Begins, or goes on with what is on disk.</summary>
    /// <param name="release">What is pulled.</param>
    /// <param name="verified">Bytes on disk that are right.</param>
    /// <param name="lost">Bytes on disk behind them that are not, and have to be sent again.</param>
    /// <param name="options">How it is pulled.</param>
    /// <param name="now">The time, from any fixed point.</param>
    public static TransferState Begin(Release release, long verified, long lost, TransferOptions options, TimeSpan now)
    {
        var size = Math.Max(options.BytesPerSecond / 8, release.Statement.ChunkBytes);
        return new(release, verified, TokenBucket.Full(options.BytesPerSecond, size, now)) { Resent = lost };
    }

    /// <summary>How long the next chunk has to wait; zero: it may be asked for.</summary>
    public TimeSpan Wait(TimeSpan now) => Bucket.Until(Release.ChunkAt(Offset), now);

    /// <summary>Asks for the next chunk. A chunk that was asked for and did not come costs no tokens again.</summary>
    public (TransferState Next, PullChunk Pull) Ask(TimeSpan now)
    {
        var length = Release.ChunkAt(Offset);
        var pull = new PullChunk
        {
            Release = Release.Id,
            Offset = Offset,
            Length = length,
        };
        return (this with { Asked = true, Bucket = Asked ? Bucket : Bucket.Take(length, now) }, pull);
    }

    /// <summary>Takes a chunk.</summary>
    /// <returns>The next state, and whether the chunk is to be kept; false: it is none that was asked for, or damaged.</returns>
    /// <exception cref="RefusedReleaseException">The release cannot be had: it is too short, too long, or damaged again and again.</exception>
    public (TransferState Next, bool Keep) Take(Chunk chunk)
    {
        var length = chunk.Data.Length;
        var counted = this with { Received = Received + length };
        if (!Asked || chunk.Offset != Offset || !chunk.Release.Equals(Release.Id, StringComparison.Ordinal))
        {
            return (counted with { Resent = Resent + length }, false);
        }

        CheckLength(length);
        if (!SHA256.HashData(chunk.Data.Span).AsSpan().SequenceEqual(Release.ChunkHash(Offset)))
        {
            return Damaged + 1 < MostDamaged
                ? (counted with { Asked = false, Damaged = Damaged + 1, Resent = Resent + length }, false)
                : throw new RefusedReleaseException(
                    RefusalReason.DamagedChunk,
                    $"the chunk at {Offset} came damaged {MostDamaged} times in a row"
                );
        }

        return (counted with { Offset = Offset + length, Asked = false, Damaged = 0 }, true);
    }

    private void CheckLength(int length)
    {
        var wanted = Release.ChunkAt(Offset);
        if (length < wanted)
        {
            throw new RefusedReleaseException(
                RefusalReason.Truncated,
                $"it ended after {Offset + length} of {Release.Bytes} bytes"
            );
        }

        if (length > wanted)
        {
            throw new RefusedReleaseException(
                RefusalReason.ChunkSize,
                $"the chunk at {Offset} has {length} bytes instead of {wanted}"
            );
        }
    }
}
