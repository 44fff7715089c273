namespace Vitrine.Hosts.Edge.Http;

/// <summary>The newest status, made once for all who watch. Safe for any thread.</summary>
public sealed class LiveFeed
{
    private volatile string? newest;

    /// <summary>One line of JSON; null before the first.</summary>
    public string? Newest => newest;

    /// <summary>Takes a newer status.</summary>
    public void Put(LiveStatus status) => newest = status.ToJson();
}
