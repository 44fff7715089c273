using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Vitrine.Models;
using Vitrine.Wire;

namespace Vitrine.Fleet.Releases;

/// <summary>
/// Decides whether a device takes a release, from its statement alone, before a byte of the model is pulled. Pure. The
/// signature comes first: what nobody trusted has signed is not even read.
/// </summary>
public static class ReleaseVerification
{
    /// <summary>Verifies a release that is offered.</summary>
    /// <exception cref="RefusedReleaseException">It is not taken; the first reason found.</exception>
    public static Release Verify(SignedStatement envelope, TrustedKeys keys, ReleaseTerms terms)
    {
        var release = Read(envelope, keys, terms.MostBytes);
        CheckTime(release.Statement, terms.Now);
        CheckPlace(release, terms);
        return release;
    }

    /// <summary>Reads a release that was taken before: its time may be over, and it may be the newest.</summary>
    /// <exception cref="RefusedReleaseException">It is not what a trusted key signed.</exception>
    public static Release Read(SignedStatement envelope, TrustedKeys keys, long mostBytes = ReleaseLimits.MostBytes)
    {
        if (envelope.Statement.Length > ReleaseLimits.MostStatement)
        {
            throw Refused(RefusalReason.Malformed, $"its statement has {envelope.Statement.Length} bytes, too many");
        }

        keys.Verify(envelope);
        var statement = Parse(envelope);
        CheckSizes(statement, mostBytes);
        var manifest = ReadManifest(statement);
        CheckGolden(statement, manifest);
        return new Release(envelope, statement, manifest);
    }

    private static Statement Parse(SignedStatement envelope)
    {
        try
        {
            var statement = Statement.Parser.ParseFrom(envelope.Statement);
            return statement.Format == 1
                ? statement
                : throw Refused(
                    RefusalReason.Malformed,
                    $"its statement is of format {statement.Format}; this Vitrine reads format 1"
                );
        }
        catch (InvalidProtocolBufferException malformed)
        {
            throw new RefusedReleaseException(RefusalReason.Malformed, "its statement cannot be read", malformed);
        }
    }

    private static void CheckSizes(Statement statement, long mostBytes)
    {
        var (bytes, chunk) = (statement.Bytes, statement.ChunkBytes);
        if (bytes > mostBytes)
        {
            throw Refused(RefusalReason.TooLarge, $"it announces {bytes} bytes; this device takes {mostBytes} at most");
        }

        if (bytes < 1 || statement.Sha256.Length != SHA256.HashSizeInBytes || statement.Version < 1)
        {
            throw Refused(RefusalReason.Malformed, "its statement has no model, no SHA-256 or no version");
        }

        if (chunk is < ReleaseLimits.LeastChunk or > ReleaseLimits.MostChunk)
        {
            throw Refused(
                RefusalReason.ChunkSize,
                $"its chunks have {chunk} bytes, and not {ReleaseLimits.LeastChunk} to {ReleaseLimits.MostChunk}"
            );
        }

        var chunks = (bytes + chunk - 1) / chunk;
        if (
            statement.ChunkSha256.Count != chunks
            || statement.ChunkSha256.Any(hash => hash.Length != SHA256.HashSizeInBytes)
        )
        {
            throw Refused(
                RefusalReason.ChunkSize,
                $"its {bytes} bytes make {chunks} chunks of {chunk} bytes, but it has hashes for {statement.ChunkSha256.Count}"
            );
        }
    }

    private static ModelManifest ReadManifest(Statement statement)
    {
        if (statement.Manifest.Length > ReleaseLimits.MostManifest)
        {
            throw Refused(RefusalReason.Manifest, $"its manifest has {statement.Manifest.Length} bytes, too many");
        }

        ModelManifest manifest;
        try
        {
            manifest = ModelManifest.Parse("of the release", statement.Manifest.Span);
        }
        catch (InvalidModelException bad)
        {
            throw new RefusedReleaseException(RefusalReason.Manifest, bad.Message, bad);
        }

        if (!manifest.Task.Equals(statement.Task, StringComparison.Ordinal))
        {
            throw Refused(
                RefusalReason.OtherTask,
                $"its statement is for '{statement.Task}', but its manifest for '{manifest.Task}'"
            );
        }

        var fits =
            manifest.Version == statement.Version
            && manifest.Sha256.Equals(Convert.ToHexString(statement.Sha256.Span), StringComparison.OrdinalIgnoreCase);
        return fits
            ? manifest
            : throw Refused(RefusalReason.Manifest, "its manifest is of another model or version than its statement");
    }

    private static void CheckGolden(Statement statement, ModelManifest manifest)
    {
        var plausible =
            statement.Golden.Count is >= 1 and <= ReleaseLimits.MostGolden
            && statement.Golden.All(golden => golden.Probabilities.Count == manifest.Labels.Count)
            && statement.GoldenTolerance is > 0 and <= 0.5;
        if (!plausible)
        {
            throw Refused(RefusalReason.Malformed, "its golden vectors are missing or do not fit its manifest");
        }
    }

    private static void CheckTime(Statement statement, DateTimeOffset now)
    {
        if (statement is not { Issued: not null, Expires: not null })
        {
            throw Refused(RefusalReason.Malformed, "its statement does not say when it was issued and when it expires");
        }

        var (issued, expires) = (TimeOf(statement.Issued), TimeOf(statement.Expires));
        if (now >= expires)
        {
            throw Refused(
                RefusalReason.Expired,
                $"its statement expired at {expires:yyyy-MM-dd HH:mm} UTC; sign it anew"
            );
        }

        if (now < issued - ReleaseLimits.ClockSkew)
        {
            throw Refused(
                RefusalReason.NotYetIssued,
                $"its statement was issued at {issued:yyyy-MM-dd HH:mm} UTC, but here it is {now:yyyy-MM-dd HH:mm}; set the clock"
            );
        }
    }

    private static DateTimeOffset TimeOf(Timestamp time)
    {
        try
        {
            return time.ToDateTimeOffset();
        }
        catch (InvalidOperationException impossible)
        {
            throw new RefusedReleaseException(
                RefusalReason.Malformed,
                "its statement names no possible time",
                impossible
            );
        }
    }

    private static void CheckPlace(Release release, ReleaseTerms terms)
    {
        if (!Version.TryParse(release.Statement.MinimumEngine, out var minimum))
        {
            throw Refused(RefusalReason.Malformed, "its statement names no oldest Vitrine that may run it");
        }

        if (terms.Engine < minimum)
        {
            throw Refused(RefusalReason.EngineTooOld, $"it needs Vitrine {minimum}; this is {terms.Engine}");
        }

        if (!terms.Highest.TryGetValue(release.Task, out var highest))
        {
            throw Refused(RefusalReason.OtherTask, $"it is for '{release.Task}', which this device does not run");
        }

        if (
            terms.Labels.TryGetValue(release.Task, out var labels)
            && !release.Manifest.Labels.SequenceEqual(labels, StringComparer.Ordinal)
        )
        {
            throw Refused(
                RefusalReason.Manifest,
                $"its labels are not those of the model that it would replace: {SingleLine.Of(string.Join(", ", labels), SingleLine.OfPeer)}"
            );
        }

        if (release.Version <= highest)
        {
            throw Refused(
                RefusalReason.NotNewer,
                $"it is version {release.Version}, and version {highest} was live here already"
            );
        }
    }

    private static RefusedReleaseException Refused(RefusalReason reason, string text) => new(reason, text);
}
