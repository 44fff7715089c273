using System.Net;
using Vitrine.Protocol;

namespace Vitrine.Training.Rollout.Hub;

/// <summary>
/// Tells the operator whose certificates the hub does not take: the same of the same machine once an hour, as devices try
/// again every few seconds, and never more than a few lines at once. Any thread may call it.
/// </summary>
internal sealed class TurnedAway(TimeProvider clock, Action<string> say)
{
    /// <summary>Machines and reasons that are remembered; then it begins anew.</summary>
    public const int Most = 256;

    /// <summary>When the same is said again.</summary>
    public static readonly TimeSpan Again = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private readonly Dictionary<(string Host, string Fault), DateTimeOffset> told = [];
    private RateLimit limit = RateLimit.Fresh;

    /// <summary>One more.</summary>
    /// <param name="peer">Its address and port.</param>
    /// <param name="fault">What is wrong, in one line.</param>
    public void Add(string peer, string fault)
    {
        var host = IPEndPoint.TryParse(peer, out var from) ? Host(from.Address) : peer;
        var (pass, heldBack) = Ask(host, fault);
        if (heldBack > 0)
        {
            say($"hub: {heldBack} more were turned away meanwhile");
        }

        if (pass)
        {
            say($"hub: turned away {host}: {fault}");
        }
    }

    private (bool Pass, int HeldBack) Ask(string host, string fault)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (told.TryGetValue((host, fault), out var at) && now - at < Again)
            {
                return (false, 0);
            }

            (limit, var pass, var heldBack) = limit.Ask(now);
            if (pass)
            {
                Remember(host, fault, now);
            }

            return (pass, heldBack);
        }
    }

    private void Remember(string host, string fault, DateTimeOffset now)
    {
        if (told.Count >= Most)
        {
            told.Clear();
        }

        told[(host, fault)] = now;
    }

    private static string Host(IPAddress address) =>
        (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
}
