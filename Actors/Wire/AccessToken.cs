using System.Security.Cryptography;
using System.Text;

namespace Vitrine.Wire;

/// <summary>
/// The secret that a reader must know. It is kept as its hash only, and compared in constant time, so that neither a log nor
/// a clock gives it away.
/// </summary>
public sealed class AccessToken : IEquatable<AccessToken>
{
    /// <summary>Characters of a token, at the least and at the most.</summary>
    public const int MinLength = 16,
        MaxLength = 1000;

    /// <summary>Holds the token, where neither a file nor the command line shall.</summary>
    public const string Variable = "VITRINE_TOKEN";

    /// <summary>Holds the token of those who may give orders to a training cluster, where the other is for reading.</summary>
    public const string OperatorVariable = "VITRINE_OPERATOR_TOKEN";

    private readonly byte[] hash;

    private AccessToken(string text) => hash = Hash(text);

    /// <summary>Takes a token.</summary>
    /// <exception cref="FormatException">It is too short, too long, or has a character that no header can carry.</exception>
    public static AccessToken Parse(string text) =>
        text.Length is < MinLength or > MaxLength ? throw new FormatException($"the token has {text.Length} characters")
        : text.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? throw new FormatException("the token has a space or another character that is not plain ASCII")
        : new AccessToken(text);

    /// <summary>The token that the environment holds; null: none.</summary>
    /// <param name="variable">The variable's name.</param>
    /// <exception cref="BadInputException">It is no token.</exception>
    public static AccessToken? OfEnvironment(string variable = Variable)
    {
        try
        {
            return Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? Parse(text) : null;
        }
        catch (FormatException wrong)
        {
            throw new BadInputException(
                $"{variable}: {wrong.Message}; it takes {MinLength} to {MaxLength} characters without spaces",
                wrong
            );
        }
    }

    /// <summary>Whether somebody gives this token; the time it takes shows nothing.</summary>
    public bool Matches(string given) => CryptographicOperations.FixedTimeEquals(hash, Hash(given));

    /// <inheritdoc />
    public bool Equals(AccessToken? other) =>
        other is not null && CryptographicOperations.FixedTimeEquals(hash, other.hash);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as AccessToken);

    /// <inheritdoc />
    public override int GetHashCode() => BitConverter.ToInt32(hash);

    /// <summary>Says nothing of the secret.</summary>
    public override string ToString() => "(a token)";

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
