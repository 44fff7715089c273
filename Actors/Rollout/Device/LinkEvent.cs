using Akka.Actor;

namespace Vitrine.Rollout.Device;

/// <summary>What a link says of itself.</summary>
public abstract record LinkEvent : INoSerializationVerificationNeeded;

#pragma warning disable MA0048 // The two kinds belong to it.
/// <summary>A link that broke was made anew: what was sent last may be lost.</summary>
public sealed record LinkRenewed : LinkEvent
{
    /// <summary>There is only one.</summary>
    public static readonly LinkRenewed Instance = new();
}

/// <summary>A link could not be made; it is tried again.</summary>
/// <param name="Why">What is wrong, in one line.</param>
public sealed record LinkFailed(string Why) : LinkEvent;
#pragma warning restore MA0048
