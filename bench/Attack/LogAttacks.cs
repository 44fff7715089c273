using Vitrine.Wire;

namespace Vitrine.Bench.Attack;

/// <summary>Names and words with line breaks and escape sequences, which must not reach a log as such.</summary>
internal static class LogAttacks
{
    /// <summary>What a line that an attacker made begins with, and the beginning of an escape sequence.</summary>
    public const string Forged = "FORGED",
        Escape = "\u001b[31mFORGED";

    private const string Name = "x\n" + Forged + " line\r" + Forged + "\u2028" + Forged + Escape;

    /// <summary>All of them; what they do is seen in the programs' logs.</summary>
    public static IReadOnlyList<Kind> All { get; } =
    [
        new("lines and escape sequences in the words of a peer", PeersAsync),
        new("lines and escape sequences in a request", RequestsAsync),
        new("a log that grows with each connection", GrowthAsync),
    ];

    private static async IAsyncEnumerable<Attempt> PeersAsync(Targets targets)
    {
        foreach (var port in targets.Ports)
        {
            using var peer = port.Dial();
            peer.Sender = $"{peer.Own}/{Name}";
            await peer.SendAsync(port.Actor, 7701, Name, []);
            await peer.SendAsync($"user/{Name}", 17, Name, []);
            yield return new Attempt("sender, type and actor", port.Name);
        }

        using var canary = await Fleet.CanaryAsync(targets);
        var state = Fleet.State(targets, Targets.Canary, RolloutPhase.Staged);
        (state.Progress.Reason, state.Engine) = (Name, Name);
        state.Events.Add(new SupervisionEvent { Text = Name, Trouble = true });
        await canary.TellAsync("user/devices", state);
        yield return new Attempt("a device's reason, engine and events", targets.Hub.Name);

        using var client = await JobClient.DialAsync(targets);
        _ = await client.AskAsync(
            new SubmitJob
            {
                Key = Name,
                Sweep = Name,
                Job = RunningJob.Small(Name),
            }
        );
        _ = await client.AskAsync(new ShowJob { Id = Name });
        yield return new Attempt("a job's key, sweep and folder", targets.Clients.Name);

        using var offering = targets.Node.Dial();
        await offering.TellAsync("user/jobs-proxy", new WorkerOffer { Worker = Name, Version = 2 });
        await offering.TellAsync("user/worker", new AssignJob { Id = Name, Attempt = 1 });
        yield return new Attempt("a worker's name, a job's id", targets.Node.Name);
    }

    private static async IAsyncEnumerable<Attempt> RequestsAsync(Targets targets)
    {
        var escaped = Uri.EscapeDataString(Name);
        foreach (var port in targets.Web)
        {
            foreach (var path in new[] { $"/{escaped}", $"/?{escaped}={escaped}", $"/windows?format={escaped}" })
            {
                _ = await port.GetAsync(path, $"User-Agent: {Escape}\r\nReferer: {Escape}\r\n");
                yield return new Attempt($"path {path[..10]}", port.Name);
            }

            _ = await port.SendAsync($"{Escape} / HTTP/1.1\r\nHost: {Escape}\r\n\r\n");
            yield return new Attempt("method and host", port.Name);
        }
    }

    private static async IAsyncEnumerable<Attempt> GrowthAsync(Targets targets)
    {
        const int Most = 50;
        (string What, byte[] Bytes)[] all =
        [
            ("frames without end", [255, 255, 255, 127]),
            ("rubbish", [4, 0, 0, 0, 255, 255, 255, 255]),
            ("HTTP", "GET / HTTP/1.1\r\n\r\n"u8.ToArray()),
        ];
        foreach (var port in targets.Ports)
        {
            foreach (var (what, bytes) in all)
            {
                var before = targets.Trainer.Lines.Count + targets.Edge.Lines.Count;
                for (var number = 0; number < 300; number++)
                {
                    // Where there is TLS, every other one knows how to speak it.
                    using var peer = number % 2 == 0 ? port.Dial() : new RawPeer(port.System, port.Address);
                    await peer.WriteAsync(bytes);
                }

                await Task.Delay(TimeSpan.FromSeconds(1));
                var lines = targets.Trainer.Lines.Count + targets.Edge.Lines.Count - before;
                yield return new Attempt(
                    $"300 connections with {what}",
                    port.Name,
                    lines > Most ? $"the logs have {lines} lines more" : null
                );
            }
        }
    }
}
