using System.Security.Cryptography;
using System.Text;

namespace Vitrine.Training.Cluster;

/// <summary>What a worker and its coordinator know of each other, and nobody else.</summary>
public static class LeaseSecret
{
    private const int Length = 32;

    /// <summary>A new one: 32 hexadecimal digits.</summary>
    public static string New() => RandomNumberGenerator.GetHexString(Length, lowercase: true);

    /// <summary>Whether a text can be one.</summary>
    public static bool IsOne(string text) => text.Length == Length && text.All(char.IsAsciiHexDigitLower);

    /// <summary>Whether somebody knows it; the time it takes shows nothing. Where there is none, nobody does.</summary>
    public static bool Matches(string secret, string given) =>
        IsOne(secret)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(given));
}
