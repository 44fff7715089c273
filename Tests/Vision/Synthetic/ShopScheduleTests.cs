using Vitrine.Vision.Synthetic;
using Xunit;

namespace Vitrine.Tests.Vision.Synthetic;

public class ShopScheduleTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    [Fact]
    public void Every_ten_visitors_show_every_skin_tone()
    {
        var visits = Visits(new ShopSchedule(new SyntheticOptions { Seed = 4 }), TimeSpan.FromMinutes(2));

        Assert.True(visits.Count >= 40);
        Assert.All(
            visits.Chunk(10).Where(ten => ten.Length == 10),
            ten => Assert.Equal(Enumerable.Range(1, 10), ten.Select(visit => visit.Looks.Skin.Number).Order())
        );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void There_are_never_more_visitors_than_allowed(int most)
    {
        var schedule = new ShopSchedule(new SyntheticOptions { MaxAtOnce = most, VisitorsPerMinute = 120 });

        Assert.Equal(most, Times(TimeSpan.FromMinutes(2)).Max(time => schedule.Present(time).Count));
    }

    [Fact]
    public void No_face_is_hidden_by_the_same_visitor_for_more_than_about_a_second()
    {
        var schedule = new ShopSchedule(new SyntheticOptions { Seed = 2, VisitorsPerMinute = 60 });
        var hiddenSince = new Dictionary<(long, long), TimeSpan>();
        var longest = TimeSpan.Zero;
        foreach (var time in Times(TimeSpan.FromMinutes(3)))
        {
            var present = schedule.Present(time);
            foreach (var (further, nearer) in present.SelectMany(one => present.Select(other => (one, other))))
            {
                var pair = (further.Number, nearer.Number);
                if (!nearer.IsNearerThan(further) || further.ShareHiddenBy(nearer, time) <= 0.25f)
                {
                    hiddenSince.Remove(pair);
                    continue;
                }

                hiddenSince.TryAdd(pair, time);
                longest = TimeSpan.FromTicks(Math.Max(longest.Ticks, (time - hiddenSince[pair]).Ticks));
            }
        }

        // Some are hidden for a while, or this would show nothing.
        Assert.InRange(longest, Step, TimeSpan.FromSeconds(1.1));
    }

    [Fact]
    public void A_visitor_counts_after_half_a_second_in_sight()
    {
        var schedule = new ShopSchedule(new SyntheticOptions { MaxAtOnce = 1 });
        var first = Visits(schedule, TimeSpan.FromMinutes(1))[0];
        var wholeFaceIn = Times(first.Exit).First(time => schedule.IsInSight(first, time));

        Assert.Equal(0, schedule.TrueVisitors(wholeFaceIn + TimeSpan.FromSeconds(0.4)));
        Assert.Equal(1, schedule.TrueVisitors(wholeFaceIn + TimeSpan.FromSeconds(0.6)));
    }

    [Fact]
    public void A_face_partly_outside_the_picture_is_not_in_sight()
    {
        var schedule = new ShopSchedule(new SyntheticOptions());
        var visit = Visits(schedule, TimeSpan.FromSeconds(10))[0];

        Assert.Contains(Times(visit.Exit), time => schedule.IsInSight(visit, time));
        Assert.False(schedule.IsInSight(visit, visit.Entry));
        Assert.False(schedule.IsInSight(visit, visit.Exit - Step));
    }

    [Fact]
    public void The_count_of_true_visitors_only_rises_and_outlasts_ten_minutes()
    {
        var schedule = new ShopSchedule(new SyntheticOptions { Seed = 9 });
        var counts = Enumerable.Range(0, 9).Select(k => schedule.TrueVisitors(TimeSpan.FromSeconds(150 * k))).ToList();

        Assert.Equal(0, counts[0]);
        Assert.Equal(counts.Order(), counts);
        Assert.True(counts[^1] > 1.5 * counts[4]);
    }

    [Fact]
    public void The_order_of_asking_does_not_matter()
    {
        var options = new SyntheticOptions { Seed = 11 };
        var times = new[] { 15.0, 1200.5, 60, 599, 7300 }.Select(TimeSpan.FromSeconds).ToList();
        var asked = new ShopSchedule(options);

        Assert.All(times, time => Assert.Equal(new ShopSchedule(options).Present(time), asked.Present(time)));
    }

    [Fact]
    public void Another_seed_sends_other_visitors()
    {
        var one = Visits(new ShopSchedule(new SyntheticOptions { Seed = 1 }), TimeSpan.FromMinutes(1));
        var two = Visits(new ShopSchedule(new SyntheticOptions { Seed = 2 }), TimeSpan.FromMinutes(1));

        Assert.NotEqual(one.Select(visit => visit.Entry), two.Select(visit => visit.Entry));
    }

    private static List<ShopVisit> Visits(ShopSchedule schedule, TimeSpan until) =>
        [.. Times(until).SelectMany(schedule.Present).DistinctBy(visit => visit.Number).OrderBy(visit => visit.Number)];

    private static IEnumerable<TimeSpan> Times(TimeSpan until)
    {
        for (var time = TimeSpan.Zero; time < until; time += Step)
        {
            yield return time;
        }
    }
}
