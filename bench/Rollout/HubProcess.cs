using Vitrine.Fleet;
using Vitrine.Fleet.Hub;

namespace Vitrine.Bench.Rollout;

/// <summary>A child's verb: a hub and nothing else, so that its memory is the publisher's own.</summary>
internal static class HubProcess
{
    /// <summary>Prints where it listens, and ends with its input.</summary>
    /// <param name="folder">The hub's folder.</param>
    public static async Task<int> RunAsync(string folder)
    {
        await using var hub = RolloutHub.Start(
            new HubAddress("127.0.0.1", 0),
            folder,
            TimeProvider.System,
            say: _ => { }
        );
        Console.WriteLine(hub.Address);
        await Console.In.ReadToEndAsync();
        return 0;
    }
}
