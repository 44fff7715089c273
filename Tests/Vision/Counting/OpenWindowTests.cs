using Vitrine.Tests.Windows;
using Vitrine.Vision;
using Vitrine.Vision.Counting;
using Vitrine.Vision.Detection;
using Vitrine.Vision.Tracking;
using Xunit;

namespace Vitrine.Tests.Vision.Counting;

public sealed class OpenWindowTests : IDisposable
{
    private readonly Looks looks = new();
    private readonly HashSet<int> live = [];
    private OpenWindow window = new(PlaceOptions.None);

    [Fact]
    public void A_window_in_which_nothing_was_seen_is_empty() =>
        Assert.Equal(Totals.Of(WindowTally.Empty), Totals.Of(Cut()));

    [Fact]
    public void A_visitor_is_counted_in_the_window_in_which_the_tracker_became_sure()
    {
        See(0, confirmed: [1, 2], described: [1, 2]);
        var first = Cut();
        See(1, seen: [1, 2], described: [1, 2]);
        var second = Cut();

        Assert.Equal((2, 2, 0), (first.Visitors, first.Counts.Total, first.Unclassified));
        Assert.Equal((0, 0, 0), (second.Visitors, second.Counts.Total, second.Unclassified));
        Assert.Equal(1, first.Counts[Looks.GenderOf(1), Looks.AgeOf(1)]);
    }

    [Fact]
    public void A_description_that_comes_after_the_cut_comes_too_late()
    {
        See(0, confirmed: [1]);
        var first = Cut();
        See(1, seen: [1], described: [1]);

        Assert.Equal((1, 0, 1), (first.Visitors, first.Counts.Total, first.Unclassified));
        Assert.Equal(0, Cut().Counts.Total);
        Assert.Equal(1, window.Counted.Counts.Total);
    }

    [Fact]
    public void Who_came_and_left_within_one_window_is_in_it_as_described_at_last()
    {
        See(0, confirmed: [1, 2]);
        See(1, seen: [1, 2], described: [1]);
        See(2, ended: [1, 2]);

        var tally = Cut();
        Assert.Equal((2, 1, 1), (tally.Visitors, tally.Counts.Total, tally.Unclassified));
        Assert.Equal((2, TimeSpan.FromSeconds(3)), (tally.Dwells.Visits, tally.Dwells.Mean));
    }

    [Fact]
    public void A_visit_belongs_to_the_window_in_which_it_ended()
    {
        See(0, confirmed: [1], described: [1]);
        var first = Cut();
        See(1, ended: [1]);
        var second = Cut();

        Assert.Equal((1, 0), (first.Visitors, first.Dwells.Visits));
        Assert.Equal((0, 1), (second.Visitors, second.Dwells.Visits));
    }

    [Fact]
    public void Occupancy_is_weighed_by_the_time_of_the_frames()
    {
        See(0, confirmed: [1]);
        See(2, confirmed: [2, 3]);
        See(3, ended: [2, 3]);
        See(3.5);

        var occupancy = Cut().Occupancy;
        Assert.Equal(((2 * 1) + (1 * 3) + (0.5 * 1)) / 3.5, occupancy.Mean, 9);
        Assert.Equal(3, occupancy.Peak);
    }

    [Fact]
    public void The_time_from_the_last_frame_before_a_cut_to_the_first_after_it_belongs_to_the_second_window()
    {
        See(0, confirmed: [1]);
        See(1);
        var first = Cut();
        See(3, ended: [1]);
        See(4);
        var second = Cut();

        Assert.Equal(
            (TimeSpan.FromSeconds(1), 1.0, 1),
            (first.Occupancy.Time, first.Occupancy.Mean, first.Occupancy.Peak)
        );
        Assert.Equal(TimeSpan.FromSeconds(3), second.Occupancy.Time);
        Assert.Equal(2 / 3.0, second.Occupancy.Mean, 9);
        Assert.Equal(1, second.Occupancy.Peak);
    }

    [Fact]
    public void A_window_without_a_frame_saw_nobody()
    {
        See(0, confirmed: [1]);
        Cut();

        Assert.Equal((0.0, 0), (Cut().Occupancy.Mean, Cut().Occupancy.Peak));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_frame_in_which_nothing_happens_allocates_nothing(bool somebodyIsInView)
    {
        window = new OpenWindow(Drawn.Places);
        See(0, confirmed: somebodyIsInView ? [1] : []);
        using var frame = looks.At(TimeSpan.FromSeconds(1), new TrackerStep(State(), [], [], []));
        window = window.Add(frame);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            window = window.Add(frame);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Wherever_it_is_cut_nothing_is_lost_and_nothing_counts_twice() =>
        Assert.All(
            Enumerable.Range(1, 40),
            seed =>
            {
                var random = new Random(seed);
                var (whole, parts) = (new OpenWindow(Drawn.Places), new OpenWindow(Drawn.Places));
                var sum = WindowTally.Empty;
                foreach (var look in looks.Street(seed, walkers: 12))
                {
                    using var frame = look;
                    (whole, parts) = (whole.Add(frame), parts.Add(frame));
                    while (random.Next(20) == 0)
                    {
                        (parts, var tally) = parts.Cut();
                        sum = sum.Merge(tally);
                    }
                }

                Assert.Equal(Totals.Of(whole.Cut().Tally), Totals.Of(sum.Merge(parts.Cut().Tally)));
                Assert.InRange(sum.Visitors, 1, int.MaxValue);
            }
        );

    [Fact]
    public void Where_frames_are_lost_on_the_way_everybody_counts_once_and_nobody_stays() =>
        Assert.All(
            Enumerable.Range(1, 40),
            seed =>
            {
                var random = new Random(seed);
                var open = new OpenWindow(Drawn.Places);
                foreach (var look in looks.Street(seed, walkers: 12))
                {
                    using var frame = look;
                    if (random.Next(4) == 0)
                    {
                        continue;
                    }

                    open = open.Add(frame);
                    var tracker = frame.People.State;
                    Assert.Equal(
                        tracker.Tracks.Where(track => track.Confirmed).Select(track => track.Id).Order(),
                        open.Counted.Present.Keys.Order()
                    );
                    Assert.Equal(tracker.Visitors, open.Counted.Visitors);
                }

                var tally = open.Cut().Tally;
                Assert.Equal(open.Counted.Visitors, tally.Visitors);
                Assert.Equal(open.Counted.Visitors, tally.Counts.Total + tally.Unclassified);
            }
        );

    public void Dispose() => looks.Dispose();

    private static Track Walked(int id) =>
        new(id, new Box(0, 0, 40, 40), TimeSpan.Zero, TimeSpan.FromSeconds(3), 3, true, default, 40, 40);

    private TrackerState State() => TrackerState.Empty with { Tracks = [.. live.Select(Walked)] };

    private void See(
        double seconds,
        int[]? confirmed = null,
        int[]? seen = null,
        int[]? described = null,
        int[]? ended = null
    )
    {
        int[] all = [.. confirmed ?? [], .. seen ?? []];
        live.UnionWith(all);
        live.ExceptWith(ended ?? []);
        var step = new TrackerStep(
            State(),
            [.. all.Select(id => new Sighting(id, new FaceDetection(new Box(300, 100, 40, 40), 1), Confirmed: true))],
            [.. (confirmed ?? []).Select(Walked)],
            [.. (ended ?? []).Select(Walked)]
        );
        using var frame = looks.At(TimeSpan.FromSeconds(seconds), step, described ?? []);
        window = window.Add(frame);
    }

    private WindowTally Cut()
    {
        (window, var tally) = window.Cut();
        return tally;
    }
}
