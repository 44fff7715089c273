using Vitrine.Wire;

namespace Vitrine.Hosts.Trainer.Http;

/// <summary>Where a node serves its page, and to whom.</summary>
/// <param name="Http">An address as the command line has it; null: the usual one, "none": nowhere.</param>
/// <param name="Access">Who may read.</param>
public sealed record PageArguments(string? Http, AccessOptions Access)
{
    /// <summary>What the options of <c>trainer</c> are called.</summary>
    public static AccessNames Names { get; } =
        new()
        {
            Token = AccessToken.Variable,
            AllowPlain = "--http-plain",
            Certificate = "--http-certificate",
            Key = "--http-key",
        };
}
