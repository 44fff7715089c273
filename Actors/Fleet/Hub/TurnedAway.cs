using System.Collections.Immutable;
using System.Net;
using Vitrine.Wire;

namespace Vitrine.Fleet.Hub;

/// <summary>
/// Reports to the operator whose certificates the hub does not take. Devices try again every few seconds, and a stranger may show
/// a new certificate each time: of one machine a few reasons are told in an hour, each once, and never more than a few lines
/// at once. Any thread may call it.
/// </summary>
internal sealed class TurnedAway(TimeProvider clock, Action<string> say)
{
    /// <summary>Machines that are remembered; then it begins again.</summary>
    public const int MostMachines = 256;

    /// <summary>Reasons that are reported of one machine before it may be reported again.</summary>
    public const int MostReasons = 3;

    /// <summary>When that is.</summary>
    public static readonly TimeSpan Again = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, (DateTimeOffset Begun, ImmutableHashSet<string> Reasons)> told = [];
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
            var known = told.GetValueOrDefault(host, (now, []));
            // The clock may be set back.
            known = (now - known.Begun).Duration() < Again ? known : (now, []);
            if (known.Reasons.Count == MostReasons || known.Reasons.Contains(fault))
            {
                return (false, 0);
            }

            (limit, var pass, var heldBack) = limit.Ask(now);
            if (pass)
            {
                Remember(host, known with { Reasons = known.Reasons.Add(fault) });
            }

            return (pass, heldBack);
        }
    }

    private void Remember(string host, (DateTimeOffset Begun, ImmutableHashSet<string> Reasons) known)
    {
        if (told.Count >= MostMachines && !told.ContainsKey(host))
        {
            told.Clear();
        }

        told[host] = known;
    }

    private static string Host(IPAddress address) =>
        (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
}
