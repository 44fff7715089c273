using System.Security.Cryptography;

namespace Vitrine.Fleet.Releases;

/// <summary>The name of a public key: its SHA-256 in lower-case hexadecimal digits.</summary>
public static class KeyId
{
    /// <summary>The name of a key.</summary>
    /// <param name="publicKey">SubjectPublicKeyInfo, DER.</param>
    public static string Of(byte[] publicKey) => Convert.ToHexStringLower(SHA256.HashData(publicKey));

    /// <summary>The part of it that people read. The text may come from anybody.</summary>
    public static string Shorten(string id) => string.Concat(id.Where(char.IsAsciiHexDigit).Take(12)) + "…";
}
