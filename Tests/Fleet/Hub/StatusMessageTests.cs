using Google.Protobuf.WellKnownTypes;
using Vitrine.Fleet;
using Vitrine.Fleet.Hub;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Fleet.Hub;

/// <summary>What operators are shown of the devices' supervision.</summary>
public sealed class StatusMessageTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 11, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Events_of_all_devices_are_told_the_newest_first_and_not_too_many_of_one_or_of_all()
    {
        var fleet = Told("shop-1", [.. Enumerable.Range(0, 15).Select(minute => Failed(minute))]);
        fleet = Told("shop-2", [.. Enumerable.Range(0, 15).Select(minute => Failed(minute))], fleet);

        var events = StatusMessage.Of(fleet, [], Now).Events;

        Assert.Equal(StatusMessage.MostEvents, events.Count);
        Assert.Equal(
            ["shop-1 attempt 14", "shop-2 attempt 14", "shop-1 attempt 13"],
            events.Take(3).Select(happened => $"{happened.Device} {happened.Text}")
        );
    }

    [Theory]
    [InlineData(long.MaxValue, 0)]
    [InlineData(long.MinValue, 0)]
    [InlineData(0, 0)]
    [InlineData(1_772_622_000 + 86_400, 0)]
    [InlineData(1_772_622_000, -1)]
    [InlineData(1_772_622_000, int.MaxValue)]
    public void What_cannot_have_happened_then_is_left_out(long seconds, int nanos)
    {
        var at = new Timestamp { Seconds = seconds, Nanos = nanos };

        Assert.Empty(StatusMessage.Of(Told("shop-1", [new SupervisionEvent { At = at }]), [], Now).Events);
        Assert.Empty(StatusMessage.Of(Told("shop-1", [new SupervisionEvent()]), [], Now).Events);
    }

    [Fact]
    public void A_device_cannot_speak_for_another_or_move_the_cursor()
    {
        var happened = Failed(1);
        (happened.Device, happened.Text) = ("shop-2", "\u001b[2J\r\nfine");

        var told = Assert.Single(StatusMessage.Of(Told("shop-1", [happened]), [], Now).Events);

        Assert.Equal(("shop-1", "[2J fine"), (told.Device, told.Text));
    }

    [Fact]
    public void The_longest_status_of_the_largest_fleet_fits_a_frame()
    {
        var worst = new string('\u20ac', 1000);
        var drawn = new DrawnFleet();
        drawn.Dial(StatusMessage.MostDevices + 50, name: new string('n', FleetState.LongestName - 3));
        drawn.Begin(new FleetPlan { CanaryCount = StatusMessage.MostDevices + 50 });
        foreach (var device in drawn.Chosen)
        {
            var state = DrawnFleet.State(device, RolloutPhase.Refused);
            (state.Progress.Reason, state.Progress.ReceivedBytes) = (worst, long.MaxValue);
            state.Events.Add(Enumerable.Repeat(Failed(1, worst, drawn.Now), RecentEvents.Most));
            state.Models.Add(Enumerable.Range(0, 100).Select(number => new LiveModel { Task = $"{number:d40}" }));
            drawn.Hear(state);
        }

        var news = new FleetEvent(FleetEventKind.DeviceChanged, Now, "shop", DrawnFleet.Release)
        {
            Phase = RolloutPhase.Refused,
            Why = worst,
        };
        var line = HistoryEntry.After(null, news);

        var status = StatusMessage.Of(drawn.Fleet, [.. Enumerable.Repeat(line, 20)], Now);

        // The rest of a frame is Akka's: addresses, and the serializer's name.
        Assert.InRange(status.CalculateSize(), 100_000, RemotePort.FrameSize - 2_000);
    }

    [Fact]
    public void Why_a_device_is_where_it_is_is_told_as_it_says_it_now()
    {
        var drawn = new DrawnFleet();
        drawn.Dial(1);
        drawn.Begin(new FleetPlan());
        drawn.Report(RolloutPhase.Shadowing, "shop-00");
        var state = DrawnFleet.State("shop-00", RolloutPhase.Shadowing);
        state.Progress.Reason = "12 of 200 faces\n";
        var fleet = drawn.Fleet.Heard(state, drawn.Now).Next;

        Assert.Equal("12 of 200 faces", Assert.Single(StatusMessage.Of(fleet, [], drawn.Now).Devices).Reason);
    }

    [Fact]
    public void The_highest_version_of_whatever_attribute_devices_report_is_listed_and_those_released_first()
    {
        var drawn = new DrawnFleet();
        drawn.Dial(1, "hat");
        drawn.Dial(1, "HAT?", "odd-");
        drawn.Begin(new FleetPlan());

        var highest = StatusMessage.Of(drawn.Fleet, [], drawn.Now).Highest;

        Assert.Equal(["gender", "hat"], highest.Select(task => task.Task));
        Assert.Equal(4, highest[0].Version);
    }

    private static SupervisionEvent Failed(int minute, string? text = null, DateTimeOffset? at = null) =>
        new()
        {
            At = Timestamp.FromDateTimeOffset(at ?? Now.AddMinutes(minute - 60)),
            Text = text ?? $"attempt {minute}",
            Trouble = true,
        };

    private static FleetState Told(string device, SupervisionEvent[] events, FleetState? fleet = null)
    {
        var state = DrawnFleet.State(device, RolloutPhase.Unknown);
        state.Events.Add(events);
        return (fleet ?? FleetState.At(Now)).Heard(state, Now).Next;
    }
}
