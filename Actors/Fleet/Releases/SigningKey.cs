using System.Security.Cryptography;
using Google.Protobuf;
using Vitrine.Wire;

namespace Vitrine.Fleet.Releases;

/// <summary>A private key that signs releases: ECDSA over P-256. It never leaves the machine that releases.</summary>
public sealed class SigningKey : IDisposable
{
    /// <summary>The private key's file in its folder; only its owner can read it.</summary>
    public const string KeyFile = "release.key";

    /// <summary>The public key's file: devices are given it.</summary>
    public const string PublicFile = "release.pub";

    private readonly ECDsa key;

    private SigningKey(ECDsa key)
    {
        this.key = key;
        PublicKey = key.ExportSubjectPublicKeyInfo();
    }

    /// <summary>SubjectPublicKeyInfo, DER.</summary>
    public byte[] PublicKey { get; }

    /// <summary>The key's name.</summary>
    public string Id => KeyId.Of(PublicKey);

    private string PrivatePem => key.ExportPkcs8PrivateKeyPem() + "\n";

    private string PublicPem => key.ExportSubjectPublicKeyInfoPem() + "\n";

    /// <summary>A new key.</summary>
    public static SigningKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Reads a private key.</summary>
    /// <exception cref="InvalidDataException">The file is missing, no such key, or others can read it.</exception>
    public static SigningKey Read(string file)
    {
        try
        {
            if (PrivateFile.FaultOf(file) is { } fault)
            {
                throw new InvalidDataException($"signing key {fault}");
            }

            var read = ECDsa.Create();
            read.ImportFromPem(File.ReadAllText(file));
            return new SigningKey(read);
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
            throw new InvalidDataException(
                $"'{file}' is no signing key: {SingleLine.Of(bad.Message)}; './vitrine rollout keys' makes one",
                bad
            );
        }
    }

    /// <summary>Writes the private and the public key. Never replaces a key: devices may trust it.</summary>
    /// <param name="folder">Made if missing.</param>
    /// <exception cref="IOException">One is there already, or the folder cannot be written.</exception>
    public void Write(string folder)
    {
        PrivateFile.MakeFolder(folder);
        PrivateFile.Create(Path.Combine(folder, KeyFile), PrivatePem);
        using var shared = new StreamWriter(
            Path.Combine(folder, PublicFile),
            new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write }
        );
        shared.Write(PublicPem);
    }

    /// <summary>Takes the place of another key in its folder, where both its files stay under names of their own.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="old">The key that was there.</param>
    /// <param name="change">Old keys' word that this one is trusted.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public void Replace(string folder, SigningKey old, SignedKeyChange change)
    {
        // Whatever ends it in between: release.key signs what devices trust.
        var kept = Path.Combine(folder, $"release-{old.Id[..12]}");
        PrivateFile.Replace(kept + ".key", old.PrivatePem);
        WholeFile.Write(kept + ".pub", old.PublicPem);
        KeyChanges.Write(folder, change);
        PrivateFile.Replace(Path.Combine(folder, KeyFile), PrivatePem);
        WholeFile.Write(Path.Combine(folder, PublicFile), PublicPem);
    }

    /// <summary>Signs a statement, alone.</summary>
    public SignedStatement Sign(Statement statement) => Sign(statement, [this]);

    /// <summary>Signs a statement with each of several keys.</summary>
    public static SignedStatement Sign(Statement statement, IReadOnlyList<SigningKey> keys)
    {
        var bytes = statement.ToByteString();
        return new SignedStatement
        {
            Statement = bytes,
            Signatures = { keys.Select(key => key.Over(SignedBytes.OfStatement(bytes))) },
        };
    }

    /// <summary>Signs some bytes.</summary>
    internal StatementSignature Over(byte[] bytes) =>
        new() { Key = Id, Value = ByteString.CopyFrom(key.SignData(bytes, HashAlgorithmName.SHA256)) };

    /// <inheritdoc />
    public void Dispose() => key.Dispose();
}
