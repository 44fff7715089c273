using Vitrine.Tests.Training.Cluster;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Cli.Jobs;

public sealed class WatchTests : IAsyncDisposable
{
    private readonly SmallCluster cluster = new();
    private readonly int port = FreePort.Any();
    private readonly JobLine job;
    private Door door;

    public WatchTests() => (door, job) = (new Door(cluster, port), new JobLine(port));

    [Fact]
    public async Task It_shows_each_event_once_and_ends_with_the_job()
    {
        using var work = new CountingWork();
        cluster.AddWorker("one", work.Do);

        var ran = await job.Run("submit", "--task", "gender", "--data", cluster["data"], "--epochs", "2", "--watch");

        Assert.Equal(0, await ran.Code);
        Assert.Equal(Enumerable.Range(1, ran.Lines.Length - 1), ran.Lines[1..].Select(Number));
        Assert.Contains("epoch 2: loss 0.0000 training", ran.Out, StringComparison.Ordinal);
        Assert.Contains("  done: ", ran.Lines[^1], StringComparison.Ordinal);
        var later = await job.Run("watch", ran.Lines[0], "--after", "4", "--json");
        Assert.Equal(
            Enumerable.Range(5, ran.Lines.Length - 5),
            later.Lines.Select(line => (int)JobEvent.Parser.ParseJson(line).Number)
        );
        Assert.Equal(0, await (await job.Run("watch", ran.Lines[0], "--after", "99")).Code);
    }

    [Fact]
    public async Task It_goes_on_after_the_last_event_when_the_coordinator_was_away_and_says_so_once()
    {
        using var held = new CountingWork { HoldAt = 2 }.Held();
        cluster.AddWorker("one", held.Do);
        var id = await cluster.Submit("a");
        var ran = job.Begin(isTerminal: false, "watch", id);
        await Soon.True(() => ran.Out.Contains("epoch 1:", StringComparison.Ordinal));

        await door.DisposeAsync();
        await Soon.True(() => ran.Said.Contains("trying again", StringComparison.Ordinal));
        held.LetGo();
        await cluster.Until(id, JobState.Done);
        door = new Door(cluster, port);

        Assert.Equal(0, await Soon.Done(ran.Code));
        Assert.Equal(Enumerable.Range(1, ran.Lines.Length), ran.Lines.Select(Number));
        Assert.Contains("  done: ", ran.Lines[^1], StringComparison.Ordinal);
        Assert.Collection(
            ran.Said.Split('\n'),
            line => OneLine.Says(line, $"the coordinator at 127.0.0.1:{port}", "trying again until it is back"),
            line => OneLine.Says(line, "is back")
        );
    }

    [Fact]
    public async Task It_hears_of_what_comes_after_another_coordinator_took_over()
    {
        using var held = new CountingWork { HoldAt = 2 }.Held();
        cluster.AddWorker("one", held.Do);
        var id = await cluster.Submit("a");
        var ran = job.Begin(isTerminal: false, "watch", id);
        await Soon.True(() => ran.Out.Contains("epoch 1:", StringComparison.Ordinal));

        cluster.KillCoordinator();
        held.LetGo();

        Assert.Equal(0, await Soon.Done(ran.Code));
        Assert.Equal(Enumerable.Range(1, ran.Lines.Length), ran.Lines.Select(Number));
        Assert.Empty(ran.Said);
    }

    [Fact]
    public async Task What_a_coordinator_says_twice_is_shown_once_and_what_it_forgot_is_said()
    {
        var id = await cluster.Submit("a");
        var asked = 0;
        await door.DisposeAsync();
        door = new Door(cluster, port, message => message is WatchJob ? Part(++asked) : null);

        var ran = await job.Run("watch", id);

        Assert.Equal([3, 4, 5], ran.Lines.Select(Number));
        OneLine.Says(ran.Said, "events 1 to 2 are not kept any more");

        static JobEvents Part(int asked)
        {
            var part = new JobEvents { Ended = asked > 1 };
            part.Events.Add(
                Enumerable
                    .Range(3, asked > 1 ? 3 : 2)
                    .Select(number => new JobEvent
                    {
                        Number = number,
                        Time = new(),
                        Line = "x",
                    })
            );
            return part;
        }
    }

    [Fact]
    public async Task It_ends_with_1_when_the_job_was_cancelled()
    {
        var id = await cluster.Submit("a");
        await cluster.Ask<JobSummary>(new CancelJob { Id = id });

        var ran = await job.Run("watch", id);

        Assert.Equal(1, await ran.Code);
        Assert.Contains("cancelled by a client", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_terminal_it_draws_the_curves_and_how_far_the_worker_is()
    {
        using var held = new CountingWork { HoldAt = 3 }.Held();
        cluster.AddWorker("one", held.Do);
        var id = await cluster.Submit("a");
        var ran = job.Begin(isTerminal: true, "watch", id);

        await Soon.True(() => ran.Out.Contains("epoch 3/3 ━━", StringComparison.Ordinal));
        held.LetGo();

        Assert.Equal(0, await Soon.Done(ran.Code));
        var last = ran.Out[ran.Out.LastIndexOf("accuracy  training", StringComparison.Ordinal)..];
        Assert.Contains("0.300┤", last, StringComparison.Ordinal);
        Assert.Contains($"{id} gender · done · epoch 3/3 · best accuracy 0.3000", last, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await door.DisposeAsync();
        await cluster.DisposeAsync();
    }

    private static int Number(string line) =>
        int.Parse(line.AsSpan(0, 4), provider: System.Globalization.CultureInfo.InvariantCulture);
}
