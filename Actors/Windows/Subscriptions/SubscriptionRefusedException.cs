namespace Vitrine.Windows.Subscriptions;

/// <summary>The device does not serve this subscriber; the message says why and what to do.</summary>
public sealed class SubscriptionRefusedException : Exception
{
    /// <inheritdoc />
    public SubscriptionRefusedException() { }

    /// <inheritdoc />
    public SubscriptionRefusedException(string message)
        : base(message) { }

    /// <inheritdoc />
    public SubscriptionRefusedException(string message, Exception innerException)
        : base(message, innerException) { }
}
