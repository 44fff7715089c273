using System.Text.Json.Nodes;
using Akka.Actor;
using Vitrine.Hosts.Edge.Sinks;
using Vitrine.Pipelines;
using Vitrine.Vision.Counting;
using Vitrine.Vision.Sources;
using Vitrine.Windows;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge.Sinks;

public sealed class MqttActorTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly Broker broker = new();
    private readonly LineLogger<MqttActor> log = new();
    private readonly WindowFeed feed = new((_, _, _) => Task.FromResult<IReadOnlyList<AggregateWindow>>([]));
    private readonly ActorSystem system = ActorSystem.Create(
        "mqtt",
        "akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off }"
    );

    [Fact]
    public async Task Every_window_is_published_once_and_in_order()
    {
        Append(100);
        await broker.Start();
        Publish();

        await Soon.True(() => broker.Sequences.Count == 100);
        Append(3);
        await Soon.True(() => broker.Sequences.Count == 103);

        Assert.Equal(Numbers(1, 103), broker.Sequences);
        await Soon.True(() => Kept() == 103);
    }

    [Fact]
    public async Task While_the_broker_is_away_windows_wait_and_then_each_comes_once()
    {
        Append(5);
        Publish();
        await Soon.True(() => log.Lines.Any(line => line.Contains("cannot be reached", StringComparison.Ordinal)));

        await broker.Start();
        await Soon.True(() => broker.Sequences.Count == 5);
        await broker.Stop();
        Append(5);
        await Soon.True(() =>
            log.Lines.Count(line => line.Contains("cannot be reached", StringComparison.Ordinal)) == 2
        );
        await broker.Start();
        await Soon.True(() => broker.Sequences.Count == 10);

        Assert.Equal(Numbers(1, 10), broker.Sequences);
        Assert.Equal(
            ["cannot be reached", "is back", "cannot be reached", "is back"],
            log.Lines.Select(line =>
                line.Contains("is back;", StringComparison.Ordinal) ? "is back"
                : line.Contains("cannot be reached", StringComparison.Ordinal) ? "cannot be reached"
                : line
            )
        );
    }

    [Fact]
    public async Task A_connection_cut_in_the_middle_of_a_message_loses_and_repeats_nothing()
    {
        var cuts = 0;
        broker.HangsUpOn = text =>
            text.Contains("\"sequence\":7,", StringComparison.Ordinal) && Interlocked.Increment(ref cuts) <= 2;
        await broker.Start();
        Append(10);
        Publish();

        await Soon.True(() => broker.Sequences.Count == 10);

        Assert.Equal(Numbers(1, 10), broker.Sequences);
        Assert.Equal(3, cuts);
    }

    [Fact]
    public async Task A_lost_acknowledgement_repeats_its_window_and_no_other()
    {
        var cuts = 0;
        broker.HangsUpAfter = text =>
            text.Contains("\"sequence\":7,", StringComparison.Ordinal) && Interlocked.Increment(ref cuts) == 1;
        await broker.Start();
        Append(10);
        Publish();

        await Soon.True(() => broker.Sequences.Count == 11);

        Assert.Equal([.. Numbers(1, 7), .. Numbers(7, 10)], broker.Sequences);
    }

    [Fact]
    public async Task Begun_again_it_goes_on_after_what_the_broker_acknowledged()
    {
        await broker.Start();
        Append(10);
        var first = Publish();
        await Soon.True(() => Kept() == 10);
        Assert.True(await Soon.Done(first.GracefulStop(Soon.Deadline)));

        Append(2);
        Publish();
        await Soon.True(() => broker.Sequences.Count == 12);

        Assert.Equal(Numbers(1, 12), broker.Sequences);
    }

    [Fact]
    public async Task The_status_is_online_and_after_an_end_without_farewell_offline()
    {
        await broker.Start();
        var actor = Publish();
        await Status("online");

        system.Stop(actor);

        await Status("offline");
    }

    [Fact]
    public async Task Home_Assistant_is_told_of_every_sensor()
    {
        await broker.Start();
        Publish();
        await Status("online");

        var configs = (await broker.Retained()).Where(message =>
            message.Key.StartsWith("homeassistant/sensor/vitrine-shop_3/", StringComparison.Ordinal)
        );
        var told = configs.Select(message => JsonNode.Parse(message.Value)!).ToArray();
        Assert.Equal(6, told.Length);
        Assert.Equal(6, told.Select(sensor => sensor["unique_id"]!.GetValue<string>()).Distinct().Count());
        Assert.All(told, sensor => Assert.Equal("vitrine/shop.3/windows", sensor["state_topic"]!.GetValue<string>()));
        Assert.Contains(
            "{{ value_json.visitors }}",
            told.Select(sensor => sensor["value_template"]!.GetValue<string>())
        );
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await Soon.Done(system.Terminate());
        await broker.DisposeAsync();
        folder.Dispose();
    }

    private IActorRef Publish()
    {
        var plan = MqttPlan.Make(
            new EdgeOptions
            {
                Source = SourceName.Synthetic,
                Windows = new WindowOptions { Device = "shop.3" },
                Mqtt = new MqttOptions { Broker = broker.Address },
            },
            folder.Path
        )!;
        return system.ActorOf(Props.Create(() => new MqttActor(plan, feed, log)));
    }

    private Task Status(string expected) =>
        Soon.Answered(async () =>
            expected.Equals(
                (await broker.Retained()).GetValueOrDefault("vitrine/shop.3/status"),
                StringComparison.Ordinal
            )
        );

    private long Kept() => new MqttCursor(folder["mqtt-cursor"]).Read();

    private void Append(int windows)
    {
        for (var i = 0; i < windows; i++)
        {
            feed.Append(
                new AggregateWindow
                {
                    Device = "shop.3",
                    Sequence = feed.Last + 1,
                    Start = new(),
                    End = new(),
                    Occupancy = new(),
                    Dwell = new(),
                    Frames = new(),
                    Health = new(),
                }
            );
        }
    }

    private static IEnumerable<long> Numbers(long first, long last)
    {
        for (var number = first; number <= last; number++)
        {
            yield return number;
        }
    }
}
