using Microsoft.Extensions.Time.Testing;
using Vitrine.Fleet.Hub;
using Xunit;

namespace Vitrine.Tests.Fleet.Hub;

public sealed class TurnedAwayTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly List<string> said = [];
    private readonly TurnedAway turnedAway;

    public TurnedAwayTests() => turnedAway = new TurnedAway(clock, said.Add);

    [Fact]
    public void A_device_that_tries_again_every_five_seconds_is_told_of_once_an_hour()
    {
        for (var at = TimeSpan.Zero; at < TurnedAway.Again * 2; at += TimeSpan.FromSeconds(5))
        {
            turnedAway.Add($"[::ffff:192.168.1.7]:{40_000 + (int)at.TotalSeconds}", "its certificate is over");
            clock.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.Equal(Enumerable.Repeat("hub: turned away 192.168.1.7: its certificate is over", 2), said);
    }

    [Fact]
    public void A_stranger_with_many_certificates_hides_nobody_else()
    {
        for (var i = 0; i < 1000; i++)
        {
            turnedAway.Add("10.0.0.1:5000", $"its certificate 'CN={i}' was not signed");
            clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        turnedAway.Add("10.0.0.2:5000", "its certificate is over");

        Assert.Equal(TurnedAway.MostReasons + 1, said.Count);
        Assert.Equal("hub: turned away 10.0.0.2: its certificate is over", said[^1]);
    }

    [Fact]
    public void A_flood_from_many_machines_fills_neither_the_log_nor_the_memory()
    {
        for (var i = 0; i < 10_000; i++)
        {
            turnedAway.Add($"10.0.{i / 256}.{i % 256}:5000", "its certificate is over");
            clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.InRange(said.Count, 30, 40);
        Assert.Contains("hub: 997 more were turned away meanwhile", said);
    }

    [Fact]
    public void More_than_can_be_remembered_are_told_of_anew_and_never_not_at_all()
    {
        for (var i = 0; i < TurnedAway.MostMachines + 1; i++)
        {
            turnedAway.Add($"10.0.{i / 256}.{i % 256}:5000", "its certificate is over");
            clock.Advance(TimeSpan.FromSeconds(10));
        }

        turnedAway.Add("10.0.0.0:5000", "its certificate is over");

        Assert.Equal(TurnedAway.MostMachines + 2, said.Count);
    }

    [Fact]
    public void A_clock_that_is_set_back_keeps_nobody_quiet()
    {
        var settable = new SettableClock(new DateTimeOffset(2026, 3, 4, 11, 0, 0, TimeSpan.Zero));
        var log = new TurnedAway(settable, said.Add);
        log.Add("10.0.0.1:5000", "its certificate is over");
        settable.Set(by: TimeSpan.FromDays(-1));

        log.Add("10.0.0.1:5000", "its certificate is over");

        Assert.Equal(2, said.Count);
    }
}
