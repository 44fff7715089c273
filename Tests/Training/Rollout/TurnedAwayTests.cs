using Microsoft.Extensions.Time.Testing;
using Vitrine.Training.Rollout.Hub;
using Xunit;

namespace Vitrine.Tests.Training.Rollout;

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
    public void A_flood_of_different_certificates_fills_neither_the_log_nor_the_memory()
    {
        for (var i = 0; i < 10_000; i++)
        {
            turnedAway.Add("10.0.0.1:5000", $"its certificate 'CN={i}' was not signed");
            clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.InRange(said.Count, 30, 40);
        Assert.Contains("hub: 997 more were turned away meanwhile", said);
    }

    [Fact]
    public void More_than_can_be_remembered_are_told_of_anew_and_never_not_at_all()
    {
        for (var i = 0; i < TurnedAway.Most + 1; i++)
        {
            turnedAway.Add($"10.0.{i / 256}.{i % 256}:5000", "its certificate is over");
            clock.Advance(TimeSpan.FromSeconds(10));
        }

        turnedAway.Add("10.0.0.0:5000", "its certificate is over");

        Assert.Equal(TurnedAway.Most + 2, said.Count);
    }
}
