using System.Security.Cryptography;
using Google.Protobuf;
using Vitrine.Fleet.Releases;
using Vitrine.Models;
using Vitrine.Wire;

namespace Vitrine.Device;

/// <summary>
/// The files of releases: ID.release (the signed statement), ID.part (chunks so far), then ID.onnx and
/// ID.json. A name that ends in .onnx is only ever given to a whole, verified model.
/// </summary>
/// <param name="disk">Where they are.</param>
/// <param name="keys">Whose releases are trusted.</param>
public sealed class ModelFiles(IDisk disk, KeyRing keys)
{
    private const string Statement = ".release";
    private const string Part = ".part";
    private const string Manifest = ".json";
    private const string Model = ".onnx";

    private static readonly string[] Endings = [Statement, Part, Manifest, Model];

    /// <summary>Writes a release's statement, before anything of its model.</summary>
    public void Begin(Release release) => disk.Replace(release.Id + Statement, release.Envelope.ToByteArray());

    /// <summary>Reads a release's statement.</summary>
    /// <exception cref="RefusedReleaseException">It is missing, or nobody trusted has signed it.</exception>
    public Release Read(string id)
    {
        var bytes =
            disk.Read(id + Statement)
            ?? throw new RefusedReleaseException(RefusalReason.Malformed, $"'{id + Statement}' is not there");
        try
        {
            // What was taken before its key was revoked stays.
            var release = ReleaseVerification.Read(SignedStatement.Parser.ParseFrom(bytes), keys.Current.WithRevoked);
            return release.Id.Equals(id, StringComparison.Ordinal)
                ? release
                : throw new RefusedReleaseException(RefusalReason.Malformed, $"'{id + Statement}' is another's");
        }
        catch (InvalidProtocolBufferException damaged)
        {
            throw new RefusedReleaseException(RefusalReason.Malformed, $"'{id + Statement}' is damaged", damaged);
        }
    }

    /// <summary>Finds out how much of a model is there, and cuts off what is not right.</summary>
    /// <returns>Bytes that are there and right, and bytes that were cut off.</returns>
    public (long Verified, long Lost) Resume(Release release)
    {
        if (disk.Length(release.Id + Model) == release.Bytes)
        {
            return (release.Bytes, 0);
        }

        var part = release.Id + Part;
        if (disk.Length(part) is not { } length)
        {
            return (0, 0);
        }

        var verified = VerifiedPart(release, Math.Min(length, release.Bytes));
        if (verified < length)
        {
            disk.Truncate(part, verified);
        }

        return (verified, length - verified);
    }

    /// <summary>Keeps a verified chunk. It lasts once the model is staged; until then its hash shows whether it did.</summary>
    public void Keep(Release release, long offset, ReadOnlySpan<byte> chunk) =>
        disk.Write(release.Id + Part, offset, chunk);

    /// <summary>Makes a whole model of the chunks.</summary>
    /// <exception cref="RefusedReleaseException">It is not the one that was signed.</exception>
    public void Stage(Release release)
    {
        var (part, model) = (release.Id + Part, release.Id + Model);
        if (disk.Length(part) is not null)
        {
            disk.Flush(part);
            CheckHash(part, release);
            disk.Replace(release.Id + Manifest, release.Statement.Manifest.Span);
            disk.Rename(part, model);
            disk.FlushNames();
        }

        CheckWhole(release);
    }

    /// <summary>A whole, verified model, ready to be loaded.</summary>
    /// <exception cref="RefusedReleaseException">A file is missing or not what a trusted key signed.</exception>
    public FaceModel Open(string id)
    {
        var release = Read(id);
        CheckWhole(release);
        return new FaceModel(disk.PathOf(id + Model), release.Manifest);
    }

    /// <summary>Removes every file of a release that is not named, and whatever was left unfinished.</summary>
    public void Collect(IEnumerable<string> named, string? transferring, string journal)
    {
        var kept = named
            .SelectMany(id =>
                Endings
                    .Where(ending => ending is not Part || id.Equals(transferring, StringComparison.Ordinal))
                    .Select(ending => id + ending)
            )
            .Append(journal)
            .ToHashSet(StringComparer.Ordinal);
        foreach (
            var name in disk.List()
                .Where(name => !kept.Contains(name) && !name.EndsWith(".bad", StringComparison.Ordinal))
        )
        {
            disk.Delete(name);
        }
    }

    private void CheckWhole(Release release)
    {
        if (
            disk.Read(release.Id + Manifest) is not { } manifest
            || !release.Statement.Manifest.Span.SequenceEqual(manifest)
        )
        {
            throw new RefusedReleaseException(
                RefusalReason.DamagedModel,
                $"'{release.Id + Manifest}' is missing or damaged"
            );
        }

        CheckHash(release.Id + Model, release);
    }

    private void CheckHash(string name, Release release)
    {
        if (disk.Length(name) != release.Bytes || !HashOf(name).AsSpan().SequenceEqual(release.Statement.Sha256.Span))
        {
            throw new RefusedReleaseException(
                RefusalReason.DamagedModel,
                $"'{name}' is missing or not the model that was signed"
            );
        }
    }

    private byte[] HashOf(string name)
    {
        using var file = disk.OpenRead(name);
        return SHA256.HashData(file);
    }

    private long VerifiedPart(Release release, long length)
    {
        using var file = disk.OpenRead(release.Id + Part);
        var buffer = new byte[release.Statement.ChunkBytes];
        var verified = 0L;
        while (verified < release.Bytes && verified + release.ChunkAt(verified) <= length)
        {
            var chunk = buffer.AsSpan(0, release.ChunkAt(verified));
            file.ReadExactly(chunk);
            if (!SHA256.HashData(chunk).AsSpan().SequenceEqual(release.ChunkHash(verified)))
            {
                break;
            }

            verified += chunk.Length;
        }

        return verified;
    }
}
