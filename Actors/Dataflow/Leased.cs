namespace Vitrine.Dataflow;

/// <summary>What several hold on behalf of one.</summary>
internal static class Leased
{
    /// <summary>Gives back whatever leases these hold, and forgets them.</summary>
    public static void GiveBack<T>(T?[] held)
        where T : class
    {
        foreach (var leased in held.OfType<IDisposable>())
        {
            leased.Dispose();
        }

        Array.Clear(held);
    }
}
