namespace Vitrine.Fleet.Releases;

/// <summary>A release is not taken; the message is one line that says what is wrong with it.</summary>
#pragma warning disable CA1032 // It is never thrown without its reason.
public sealed class RefusedReleaseException(RefusalReason reason, string message, Exception? cause = null)
    : Exception(message, cause)
#pragma warning restore CA1032
{
    /// <summary>What kind of refusal it is, for counting.</summary>
    public RefusalReason Reason { get; } = reason;
}
