using System.Collections.Immutable;
using System.Security.Cryptography;
using Google.Protobuf;
using Vitrine.Wire;

namespace Vitrine.Fleet.Releases;

/// <summary>
/// The public keys whose releases a device takes: every *.pub file of a folder, after the changes that these keys have signed.
/// Pure: each change makes the next.
/// </summary>
public sealed class TrustedKeys
{
    /// <summary>Signatures of one message that are looked at.</summary>
    private const int MostSignatures = 8;

    private readonly ImmutableDictionary<string, byte[]> known;
    private readonly ImmutableHashSet<string> revoked;
    private readonly int threshold;
    private readonly long lastChange;

    private TrustedKeys(
        ImmutableDictionary<string, byte[]> known,
        ImmutableHashSet<string> revoked,
        int threshold,
        long lastChange = 0
    ) => (this.known, this.revoked, this.threshold, this.lastChange) = (known, revoked, threshold, lastChange);

    /// <summary>Nobody is trusted: no release is taken.</summary>
    public static TrustedKeys None { get; } = Of();

    /// <summary>How many keys are trusted.</summary>
    public int Count => Ids.Count();

    /// <summary>The names of the keys that are trusted.</summary>
    public IEnumerable<string> Ids => known.Keys.Where(id => !revoked.Contains(id)).Order(StringComparer.Ordinal);

    /// <summary>The same, but that what a key signed before it was revoked holds, too: for what was taken then.</summary>
    public TrustedKeys WithRevoked => new(known, [], threshold, lastChange);

    /// <summary>The number of a change that is signed next.</summary>
    public long NextChange(DateTimeOffset now) => Math.Max(now.ToUnixTimeMilliseconds(), lastChange + 1);

    /// <summary>Reads the keys of a folder.</summary>
    /// <param name="folder">Holds one or more *.pub files, each a PEM public key on the curve P-256.</param>
    /// <param name="threshold">How many of them must sign, 1 or more.</param>
    /// <exception cref="InvalidDataException">It is not there, holds none or too few, or one is no such key.</exception>
    public static TrustedKeys Read(string folder, int threshold = 1)
    {
        if (!Directory.Exists(folder))
        {
            throw new InvalidDataException($"folder of trusted keys '{folder}' is not there");
        }

        var files = Directory.EnumerateFiles(folder, "*.pub").Order(StringComparer.Ordinal).ToArray();
        return files.Length > 0
            ? new TrustedKeys(ById(files.Select(ReadKey)), [], threshold)
            : throw new InvalidDataException(
                $"folder of trusted keys '{folder}' holds no .pub file; './vitrine rollout keys' makes one"
            );
    }

    /// <summary>Trusts these keys, each by itself.</summary>
    /// <param name="publicKeys">SubjectPublicKeyInfo, DER.</param>
    public static TrustedKeys Of(params IEnumerable<byte[]> publicKeys) => new(ById(publicKeys), [], threshold: 1);

    /// <summary>The keys after a change that comes from anybody.</summary>
    /// <returns>The same keys where it is not signed as it must be, is older than one before, or would leave too few.</returns>
    public TrustedKeys After(SignedKeyChange envelope)
    {
        if (
            FaultOf(SignedBytes.OfKeyChange(envelope.Change), envelope.Signatures) is not null
            || Parse(envelope) is not { } change
            || change.Number <= lastChange
        )
        {
            return this;
        }

        var added = change.Trust.ToByteArray();
        using var key = added.Length > 0 ? Import(added) : null;
        if (added.Length > 0 && key is null)
        {
            return this;
        }

        var next = new TrustedKeys(
            added.Length > 0 ? known.SetItem(KeyId.Of(added), added) : known,
            change.Revoke.Length > 0 ? revoked.Add(change.Revoke) : revoked,
            threshold,
            change.Number
        );
        return next.Count >= threshold ? next : this;
    }

    /// <summary>Makes sure that as many trusted keys have signed as must.</summary>
    /// <exception cref="RefusedReleaseException">They have not, or the statement is not what they signed.</exception>
    public void Verify(SignedStatement envelope)
    {
        if (FaultOf(SignedBytes.OfStatement(envelope.Statement), envelope.Signatures) is { } fault)
        {
            throw fault;
        }
    }

    private RefusedReleaseException? FaultOf(byte[] bytes, IReadOnlyCollection<StatementSignature> signatures)
    {
        var good = new HashSet<string>(StringComparer.Ordinal);
        foreach (var signature in signatures.Take(MostSignatures).Where(one => IsTrusted(one.Key)))
        {
            using var key = Import(known[signature.Key])!;
            if (!key.VerifyData(bytes, signature.Value.Span, HashAlgorithmName.SHA256))
            {
                return new RefusedReleaseException(
                    RefusalReason.WrongSignature,
                    $"the signature of key {KeyId.Shorten(signature.Key)} does not fit the statement"
                );
            }

            good.Add(signature.Key);
        }

        if (good.Count == 0)
        {
            var named = signatures.Select(Named).DefaultIfEmpty("nobody");
            return new RefusedReleaseException(
                RefusalReason.UnknownKey,
                $"it is signed by {string.Join(", ", named.Take(3))}, and none of the {Count} keys trusted here is that"
            );
        }

        return good.Count >= threshold
            ? null
            : new RefusedReleaseException(
                RefusalReason.TooFewSignatures,
                $"it is signed by {good.Count} of the keys trusted here, and {threshold} must sign; give --key several times"
            );
    }

    private string Named(StatementSignature signature) =>
        KeyId.Shorten(signature.Key) + (revoked.Contains(signature.Key) ? ", which was revoked" : string.Empty);

    private bool IsTrusted(string id) => known.ContainsKey(id) && !revoked.Contains(id);

    private static KeyChange? Parse(SignedKeyChange signed)
    {
        try
        {
            return KeyChange.Parser.ParseFrom(signed.Change);
        }
        catch (InvalidProtocolBufferException)
        {
            // Signed by a newer Vitrine, perhaps.
            return null;
        }
    }

    private static ImmutableDictionary<string, byte[]> ById(IEnumerable<byte[]> publicKeys)
    {
        var keys = ImmutableDictionary.CreateBuilder<string, byte[]>(StringComparer.Ordinal);
        foreach (var key in publicKeys)
        {
            // Two files may hold the same key.
            keys[KeyId.Of(key)] = key;
        }

        return keys.ToImmutable();
    }

    /// <summary>A key on the curve P-256; null: it is none.</summary>
    private static ECDsa? Import(byte[] publicKey)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(publicKey, out _);
            if (key.KeySize == 256)
            {
                return key;
            }
        }
        catch (Exception none) when (none is CryptographicException or NotSupportedException)
        {
            // It is none, or on a curve that this machine does not know.
        }

        key.Dispose();
        return null;
    }

    private static byte[] ReadKey(string file)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(File.ReadAllText(file));
            return key.KeySize == 256
                ? key.ExportSubjectPublicKeyInfo()
                : throw new CryptographicException("it is not on the curve P-256");
        }
        catch (Exception bad)
            when (bad
                    is CryptographicException
                        or NotSupportedException
                        or ArgumentException
                        or IOException
                        or UnauthorizedAccessException
            )
        {
            throw new InvalidDataException($"'{file}' is no trusted key: {SingleLine.Of(bad.Message)}", bad);
        }
    }
}
