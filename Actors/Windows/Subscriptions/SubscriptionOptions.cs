using Vitrine.Wire;

namespace Vitrine.Windows.Subscriptions;

/// <summary>How subscribers are served.</summary>
public sealed record SubscriptionOptions
{
    /// <summary>Subscribers at the same time; more are refused. Default 100.</summary>
    public int MostSubscribers { get; init; } = 100;

    /// <summary>Of those, over one connection: so that none takes the others' places by mistake. Default 10.</summary>
    public int MostOfConnection { get; init; } = 10;

    /// <summary>Windows that a subscriber is sent before it must acknowledge. Default 256.</summary>
    public int MostInFlight { get; init; } = 256;

    /// <summary>Windows that are read and sent at once. Default 64.</summary>
    public int Page { get; init; } = WindowReader.Page;

    /// <summary>Windows not acknowledged for so long are sent again. Default 10 s.</summary>
    public TimeSpan ResendAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A subscriber that says nothing for so long is forgotten; it subscribes again from its own number. Default 3 min.</summary>
    public TimeSpan ForgetAfter { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>What a subscriber must show; null (the default): nothing.</summary>
    public AccessToken? Token { get; init; }
}
