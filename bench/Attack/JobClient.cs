using Google.Protobuf;
using Vitrine.Wire;

namespace Vitrine.Bench.Attack;

/// <summary>A client of the training cluster, with a token or without.</summary>
/// <param name="peer">Its connection.</param>
internal sealed class JobClient(RawPeer peer) : IDisposable
{
    private const string Actor = "user/jobs-proxy";

    /// <summary>Dials, and gives a token.</summary>
    /// <param name="targets">The cluster.</param>
    /// <param name="token">The token; null: it gives none.</param>
    public static async Task<JobClient> DialAsync(Targets targets, string? token = Targets.Operators)
    {
        var peer = targets.Clients.Dial();
        if (token is not null)
        {
            _ = await peer.AskAsync(Actor, Said.Of(new Greet { Token = token }));
        }

        return new JobClient(peer);
    }

    /// <summary>Asks for one kind of answer; null: there is none, or another.</summary>
    public Task<T?> AskAsync<T>(IMessage asked)
        where T : class, IMessage<T>, new() => peer.AskAsync<T>(Actor, asked);

    /// <summary>Asks for any answer; null: there is none.</summary>
    public Task<(string Manifest, byte[] Content)?> AskAsync(IMessage asked) => peer.AskAsync(Actor, Said.Of(asked));

    public void Dispose() => peer.Dispose();
}
