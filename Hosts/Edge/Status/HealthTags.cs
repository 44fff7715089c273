namespace Vitrine.Hosts.Edge.Status;

/// <summary>What a health check tells.</summary>
public static class HealthTags
{
    /// <summary>Whether the process is alive: if not, it is to be started anew.</summary>
    public const string Alive = "alive";

    /// <summary>Whether it does its work.</summary>
    public const string Ready = "ready";
}
