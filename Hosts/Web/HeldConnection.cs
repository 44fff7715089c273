using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Vitrine.Hosts.Web;

/// <summary>A connection that is open, and what is known of it. Any thread may call it.</summary>
/// <param name="connection">The connection.</param>
/// <param name="peer">Whose it is.</param>
/// <param name="clock">Measures how long it is idle.</param>
internal sealed class HeldConnection(ConnectionContext connection, IPAddress peer, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly long begun = clock.GetTimestamp();
    private long idleSince = clock.GetTimestamp();
    private int requests;
    private bool isKnown;

    /// <summary>Whose it is.</summary>
    public IPAddress Peer => peer;

    /// <summary>A request has come.</summary>
    /// <returns>To be disposed of when it is answered.</returns>
    public IDisposable Begin()
    {
        lock (gate)
        {
            requests++;
        }

        return new Request(this);
    }

    /// <summary>A request came that may be answered.</summary>
    public void Know() => Volatile.Write(ref isKnown, true);

    /// <summary>Ends it where nothing is answered on it and it is idle for too long.</summary>
    /// <param name="isNearLimit">Whether there is little room for others.</param>
    public void EndIfIdle(bool isNearLimit)
    {
        var known = Volatile.Read(ref isKnown);
        lock (gate)
        {
            var since = known ? idleSince : begun;
            if (requests > 0 || clock.GetElapsedTime(since) < HttpLimits.Patience(known, isNearLimit))
            {
                return;
            }
        }

        if (known && connection.Features.Get<IConnectionLifetimeNotificationFeature>() is { } lifetime)
        {
            // A request that is on its way is answered.
            lifetime.RequestClose();
        }
        else
        {
            connection.Abort(new ConnectionAbortedException("It has said nothing for too long."));
        }
    }

    private sealed class Request(HeldConnection held) : IDisposable
    {
        public void Dispose()
        {
            lock (held.gate)
            {
                held.requests--;
                held.idleSince = held.Now;
            }
        }
    }

    private long Now => clock.GetTimestamp();
}
