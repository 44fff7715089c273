using Vitrine.Bench.Fuzz;
using Vitrine.Windows.Subscriptions;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge.Sinks;

public sealed class EventsPortTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Over_the_network_too_every_window_comes_once_and_in_order()
    {
        await using var port = await OpenPort.Open(windows: 200);

        Assert.Equal(Numbers(51, 200), await Read(port, after: 50, upTo: 200));
    }

    [Fact]
    public async Task Without_the_token_a_subscriber_is_told_so()
    {
        await using var port = await OpenPort.Open(windows: 1, token: "a-secret-that-is-long-enough");
        await using var client = new EventsClient(port.Address, after: 0, token: "a-guess");

        var refused = await Assert.ThrowsAsync<SubscriptionRefusedException>(() =>
            Soon.Done(client.Pages.WaitToReadAsync(Stop).AsTask())
        );
        OneLine.Says(refused.Message, "access.token");
    }

    [Fact]
    public async Task Where_nobody_listens_a_client_says_so()
    {
        using var nobody = new Nobody();
        await using var client = new EventsClient(nobody.Address, after: 0);

        var lost = await Assert.ThrowsAsync<EdgeLostException>(() =>
            Soon.Done(client.Pages.WaitToReadAsync(Stop).AsTask())
        );
        OneLine.Says(lost.Message);
    }

    [Fact]
    public async Task A_subscriber_that_goes_away_is_nothing_to_be_warned_of()
    {
        await using var port = await OpenPort.Open(windows: 1);
        await Read(port, after: 0, upTo: 1);
        using var peer = await Connect(port);
        await peer.SendAsync(AkkaFrames.Message(port.Address.ActorPath, Peer.Path, 0, "System.Uri", []));

        await Soon.True(() => port.Log.Lines.Any(line => line.Contains("refused", StringComparison.Ordinal)));

        Assert.DoesNotContain(port.Log.Lines, line => line.Contains("Disassociated", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(22, "SS")] // Suspend
    [InlineData(22, "ST")] // Terminate
    [InlineData(16, "PP")] // PoisonPill
    [InlineData(16, "K")] // Kill
    [InlineData(1, "System.Diagnostics.Process, System.Diagnostics.Process")] // Newtonsoft.Json
    [InlineData(0, "System.Uri")]
    public async Task No_message_of_Akkas_own_reaches_the_actors(int serializer, string manifest)
    {
        await using var port = await OpenPort.Open(windows: 5);
        using var peer = await Connect(port);

        foreach (var actor in new[] { "/user/events", "/user", "/system", "/" })
        {
            await peer.SendAsync(
                AkkaFrames.Message($"akka.tcp://vitrine@{port.Address}{actor}", Peer.Path, serializer, manifest, [])
            );
        }

        await Soon.True(() =>
            port.Log.Lines.Any(line =>
                line.Contains("refused", StringComparison.Ordinal)
                || line.Contains("Cannot find serializer", StringComparison.Ordinal)
            )
        );
        Assert.Equal(Numbers(1, 5), await Read(port, after: 0, upTo: 5));
    }

    [Fact]
    public async Task Thousands_of_selections_inside_one_another_are_refused()
    {
        await using var port = await OpenPort.Open(windows: 5);
        using var peer = await Connect(port);

        await peer.SendAsync(
            AkkaFrames.Message(
                $"akka.tcp://vitrine@{port.Address}/",
                Peer.Path,
                6,
                "",
                AkkaFrames.NestedSelections(3000)
            )
        );

        await Soon.True(() => port.Log.Lines.Any(line => line.Contains("ActorSelection", StringComparison.Ordinal)));
        Assert.Equal(Numbers(1, 5), await Read(port, after: 0, upTo: 5));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Whatever_peers_send_a_subscriber_is_served_and_the_log_stays_short(int seed)
    {
        await using var port = await OpenPort.Open(windows: 100);
        var reading = Read(port, after: 0, upTo: 150);
        var begun = TimeProvider.System.GetTimestamp();

        await Soon.Done(new PortFuzzer(port.Address, seed).AttackAsync(3000, Stop));
        port.Append(50);

        Assert.Equal(Numbers(1, 150), await reading);
        Assert.Equal(Numbers(150, 150), await Read(port, after: 149, upTo: 150));
        var periods = 1 + (TimeProvider.System.GetElapsedTime(begun).TotalSeconds / 10);
        Assert.InRange(port.Log.Lines.Count, 1, 1 + (periods * 4 * 8));
        Assert.All(port.Log.Lines, line => Assert.True(line.Length < 300 && !line.Any(char.IsControl), line));
    }

    private static async Task<Peer> Connect(OpenPort port) => await Peer.Connect(port.Address);

    private static async Task<IReadOnlyList<long>> Read(OpenPort port, long after, long upTo)
    {
        await using var client = new EventsClient(port.Address, after);
        List<long> seen = [];
        while (seen.Count == 0 || seen[^1] < upTo)
        {
            var page = await Soon.Done(client.Pages.ReadAsync(Stop).AsTask());
            seen.AddRange(page.Windows.Select(w => w.Sequence));
            if (page.Windows is [.., var last])
            {
                client.Acknowledge(last.Sequence);
            }
        }

        return seen;
    }

    private static IEnumerable<long> Numbers(long first, long last)
    {
        for (var number = first; number <= last; number++)
        {
            yield return number;
        }
    }
}
