namespace Vitrine.Bench.Attack;

/// <summary>Makes sure that every target works for those who may: else nothing could be said of an attack that fails.</summary>
internal static class Reachable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Starts the programs, asks each port what may be asked, and lets the device take a release; prints a line for each.</summary>
    /// <exception cref="InvalidOperationException">One does not answer.</exception>
    public static async Task<Targets> StartAsync(bool isTls)
    {
        var targets = await Targets.StartAsync(isTls);
        foreach (var port in targets.Ports)
        {
            using var peer = port.Dial();
            Say(targets, port.Name, await port.Legal.IsAnsweredAsync(peer));
        }

        foreach (var port in targets.Web)
        {
            Say(targets, port.Name, await port.IsAnsweredAsync());
        }

        var release = Releases.Make(targets, version: 2);
        await targets.FalseHub.HearsAsync(_ => true, Patience);
        targets.FalseHub.Offer(release, Releases.Model);
        var id = Vitrine.Fleet.Releases.Release.IdOf(release);
        var isLive = await targets.FalseHub.HearsAsync(
            state =>
                state.Models.Any(model => id.Equals(model.Release, StringComparison.Ordinal))
                && state.Progress?.Phase is Wire.RolloutPhase.Live,
            Patience
        );
        Say(targets, "device's link", isLive);
        return targets;
    }

    private static void Say(Targets targets, string port, bool isAnswered) =>
        Console.WriteLine(
            isAnswered
                ? $"alive: one who may is answered, {port} {targets.Name}"
                : throw new InvalidOperationException($"nobody is answered at the {port} {targets.Name}")
        );
}
