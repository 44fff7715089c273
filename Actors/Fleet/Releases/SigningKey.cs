using System.Security.Cryptography;
using Google.Protobuf;
using Vitrine.Wire;

namespace Vitrine.Fleet.Releases;

/// <summary>A private key that signs releases: ECDSA over P-256. It never leaves the machine that releases.</summary>
public sealed class SigningKey : IDisposable
{
    /// <summary>The private key's file in its folder; only its owner can read it.</summary>
    public const string PrivateFile = "release.key";

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

    /// <summary>A new key.</summary>
    public static SigningKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Reads a private key.</summary>
    /// <exception cref="InvalidDataException">The file is missing, no such key, or others can read it.</exception>
    public static SigningKey Read(string file)
    {
        try
        {
            const UnixFileMode others =
                UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
            if ((File.GetUnixFileMode(file) & others) != UnixFileMode.None)
            {
                throw new InvalidDataException($"signing key '{file}' can be read by others; run: chmod 600 '{file}'");
            }

            var read = ECDsa.Create();
            read.ImportFromPem(File.ReadAllText(file));
            return new SigningKey(read);
        }
        catch (Exception bad)
            when (bad is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
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
        Directory.CreateDirectory(folder);
        var owner = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using (var file = new StreamWriter(Path.Combine(folder, PrivateFile), owner))
        {
            file.Write(key.ExportPkcs8PrivateKeyPem() + "\n");
        }

        using var shared = new StreamWriter(
            Path.Combine(folder, PublicFile),
            new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write }
        );
        shared.Write(key.ExportSubjectPublicKeyInfoPem() + "\n");
    }

    /// <summary>Signs a statement.</summary>
    public SignedStatement Sign(Statement statement)
    {
        var bytes = statement.ToByteString();
        var signature = key.SignData(SignedBytes.Of(bytes), HashAlgorithmName.SHA256);
        return new SignedStatement
        {
            Statement = bytes,
            Signatures =
            {
                new StatementSignature { Key = Id, Value = ByteString.CopyFrom(signature) },
            },
        };
    }

    /// <inheritdoc />
    public void Dispose() => key.Dispose();
}
