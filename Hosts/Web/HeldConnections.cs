using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace Vitrine.Hosts.Web;

/// <summary>
/// The connections that are open: so many for each peer, so many for all, and those that do nothing make room. Any thread may
/// call it.
/// </summary>
internal sealed class HeldConnections : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly HashSet<HeldConnection> held = [];
    private readonly Dictionary<IPAddress, int> ofPeer = [];
    private readonly TimeProvider clock;
    private readonly ITimer timer;

    /// <param name="clock">Measures patience.</param>
    public HeldConnections(TimeProvider clock)
    {
        this.clock = clock;
        timer = clock.CreateTimer(_ => Look(), state: null, LookEvery, LookEvery);
    }

    /// <summary>How many are open.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return held.Count;
            }
        }
    }

    /// <summary>What is done with a connection, within the limits.</summary>
    public ConnectionDelegate Limit(ConnectionDelegate next) =>
        async connection =>
        {
            if (Take(connection) is not { } taken)
            {
                connection.Abort(new ConnectionAbortedException("Too many are open."));
                return;
            }

            try
            {
                connection.Features.Set(taken);
                await next(connection);
            }
            finally
            {
                Leave(taken);
            }
        };

    /// <summary>A request, which keeps its connection from being idle.</summary>
    public static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        using (context.Features.Get<HeldConnection>()?.Begin())
        {
            await next(context);
        }
    }

    /// <summary>The request may be answered.</summary>
    public static Task KnowAsync(HttpContext context, RequestDelegate next)
    {
        context.Features.Get<HeldConnection>()?.Know();
        return next(context);
    }

    /// <inheritdoc />
    public void Dispose() => timer.Dispose();

    private HeldConnection? Take(ConnectionContext connection)
    {
        var taken = new HeldConnection(
            connection,
            PeerAddress.Of((connection.RemoteEndPoint as IPEndPoint)?.Address),
            clock
        );
        lock (gate)
        {
            var same = ofPeer.GetValueOrDefault(taken.Peer);
            if (same >= HttpLimits.ConnectionsOfPeer || held.Count >= HttpLimits.Connections)
            {
                return null;
            }

            ofPeer[taken.Peer] = same + 1;
            held.Add(taken);
            return taken;
        }
    }

    private void Leave(HeldConnection left)
    {
        lock (gate)
        {
            held.Remove(left);
            if (--ofPeer[left.Peer] == 0)
            {
                ofPeer.Remove(left.Peer);
            }
        }
    }

    private void Look()
    {
        HeldConnection[] all;
        bool isNearLimit;
        lock (gate)
        {
            all = [.. held];
            isNearLimit = held.Count > HttpLimits.Connections / 2;
        }

        foreach (var connection in all)
        {
            connection.EndIfIdle(isNearLimit);
        }
    }
}
