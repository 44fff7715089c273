using System.Collections.Immutable;
using System.Security.Cryptography;
using Vitrine.Wire;

namespace Vitrine.Fleet.Releases;

/// <summary>The public keys whose releases a device takes: every *.pub file of a folder.</summary>
public sealed class TrustedKeys
{
    private readonly ImmutableDictionary<string, byte[]> keys;

    private TrustedKeys(ImmutableDictionary<string, byte[]> keys) => this.keys = keys;

    /// <summary>Nobody is trusted: no release is taken.</summary>
    public static TrustedKeys None { get; } = new(ImmutableDictionary<string, byte[]>.Empty);

    /// <summary>How many keys are trusted.</summary>
    public int Count => keys.Count;

    /// <summary>Reads the keys of a folder.</summary>
    /// <param name="folder">Holds one or more *.pub files, each a PEM public key on the curve P-256.</param>
    /// <exception cref="InvalidDataException">It is not there, holds none, or one is no such key.</exception>
    public static TrustedKeys Read(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new InvalidDataException($"folder of trusted keys '{folder}' is not there");
        }

        var files = Directory.EnumerateFiles(folder, "*.pub").Order(StringComparer.Ordinal).ToArray();
        return files.Length > 0
            ? new TrustedKeys(files.Select(ReadKey).ToImmutableDictionary(KeyId.Of, StringComparer.Ordinal))
            : throw new InvalidDataException(
                $"folder of trusted keys '{folder}' holds no .pub file; './vitrine rollout keys' makes one"
            );
    }

    /// <summary>Trusts these keys.</summary>
    /// <param name="publicKeys">SubjectPublicKeyInfo, DER.</param>
    public static TrustedKeys Of(params IEnumerable<byte[]> publicKeys) =>
        new(publicKeys.ToImmutableDictionary(KeyId.Of, StringComparer.Ordinal));

    /// <summary>Makes sure that a trusted key has signed.</summary>
    /// <exception cref="RefusedReleaseException">None has, or the statement is not what it signed.</exception>
    public void Verify(SignedStatement envelope)
    {
        var known = envelope.Signatures.FirstOrDefault(signature => keys.ContainsKey(signature.Key));
        if (known is null)
        {
            var named = envelope.Signatures.Select(signature => KeyId.Shorten(signature.Key)).DefaultIfEmpty("nobody");
            throw new RefusedReleaseException(
                RefusalReason.UnknownKey,
                $"it is signed by {string.Join(", ", named.Take(3))}, and none of the {keys.Count} keys trusted here is that"
            );
        }

        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(keys[known.Key], out _);
        if (!key.VerifyData(SignedBytes.Of(envelope.Statement), known.Value.Span, HashAlgorithmName.SHA256))
        {
            throw new RefusedReleaseException(
                RefusalReason.WrongSignature,
                $"the signature of key {KeyId.Shorten(known.Key)} does not fit the statement"
            );
        }
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
            when (bad is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"'{file}' is no trusted key: {SingleLine.Of(bad.Message)}", bad);
        }
    }
}
