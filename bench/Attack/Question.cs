namespace Vitrine.Bench.Attack;

/// <summary>What those ask for whom a port is, and what they are answered.</summary>
/// <param name="Actor">Whom they ask, as names below the root.</param>
/// <param name="Asked">The question.</param>
/// <param name="Answer">A part of the answer's type.</param>
internal sealed record Question(string Actor, Said Asked, string Answer)
{
    /// <summary>What has to be said first; null: nothing.</summary>
    public Said? Greeting { get; init; }

    /// <summary>Asks, and waits for an answer.</summary>
    /// <returns>Whether it is the right one.</returns>
    public async Task<bool> IsAnsweredAsync(RawPeer peer)
    {
        if (Greeting is not null)
        {
            _ = await peer.AskAsync(Actor, Greeting);
        }

        return await peer.AskAsync(Actor, Asked, Answer) is not null;
    }
}
