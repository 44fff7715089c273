using Vitrine.Vision;
using Vitrine.Vision.Attributes;
using Vitrine.Vision.Counting;
using Vitrine.Vision.Detection;
using Vitrine.Vision.Tracking;
using Xunit;

namespace Vitrine.Tests.Vision.Counting;

public sealed class AggregateStateTests : IDisposable
{
    private const int Female = 0;
    private const int Unknown = 2;
    private const int Adult = 4;
    private readonly FramePool pool = new();
    private readonly HashSet<int> live = [];
    private AggregateState counted = AggregateState.Empty;

    [Fact]
    public void Faces_are_counted_in_every_frame_and_visitors_once()
    {
        Count(faces: 2);
        Count(faces: 2, confirmed: [1]);
        Count(faces: 1);

        Assert.Equal((5, 1, 0), (counted.Faces, counted.Visitors, counted.Departed));
    }

    [Fact]
    public void An_empty_frame_leaves_everything_as_it_is()
    {
        Count(faces: 1, confirmed: [1]);
        var before = counted;
        Count(faces: 0);

        Assert.Same(before, counted);
    }

    [Fact]
    public void Only_visitors_have_votes()
    {
        Count(faces: 2, confirmed: [1], ages: [1, 2], genders: [1, 2]);

        Assert.Equal(1, counted.Counts.Total);
        Assert.Equal(1, counted.Counts[Female, Adult]);
        Assert.Equal(1, Assert.Single(counted.Present).Key);
    }

    [Fact]
    public void Who_leaves_goes_over_to_the_departed_with_description_and_dwell()
    {
        Count(faces: 2, confirmed: [1, 2], ages: [1, 2], genders: [1]);
        Count(faces: 0, ended: [1]);

        Assert.Equal((2, 1), (counted.Visitors, counted.Departed));
        Assert.Equal(2, Assert.Single(counted.Present).Key);
        Assert.Equal((1, 1), (counted.Counts[Female, Adult], counted.Counts[Unknown, Adult]));
        Assert.Equal(TimeSpan.FromSeconds(3), counted.MeanDwell);

        Count(faces: 0, ended: [2], dwell: 5);
        Assert.Equal(TimeSpan.FromSeconds(4), counted.MeanDwell);
        Assert.Equal(2, counted.Counts.Total);
    }

    [Fact]
    public void A_vote_in_the_very_frame_in_which_somebody_leaves_still_counts()
    {
        Count(faces: 1, confirmed: [1]);
        Count(faces: 1, ages: [1], genders: [1], ended: [1]);

        Assert.Equal(1, counted.Counts[Female, Adult]);
    }

    [Fact]
    public void Whose_leaving_was_in_a_frame_that_got_lost_has_left_all_the_same()
    {
        Count(faces: 2, confirmed: [1, 2], ages: [1, 2], genders: [1, 2]);
        live.Remove(1);
        Count(faces: 0);

        Assert.Equal(2, Assert.Single(counted.Present).Key);
        Assert.Equal(2, counted.Counts[Female, Adult]);
        // Nobody knows for how long.
        Assert.Equal((2, 0), (counted.Visitors, counted.Departed));
    }

    [Fact]
    public void Whose_coming_was_in_a_frame_that_got_lost_is_counted_with_the_next()
    {
        live.Add(1);
        Count(faces: 0);
        Count(faces: 1, ended: [1]);
        Count(faces: 0, ended: [2]);

        Assert.Empty(counted.Present);
        Assert.Equal((2, 2), (counted.Visitors, counted.Departed));
    }

    [Fact]
    public void Nobody_has_stayed_for_any_time_before_the_first_has_left() =>
        Assert.Equal(TimeSpan.Zero, AggregateState.Empty.MeanDwell);

    [Fact]
    public void A_hundred_thousand_visitors_leave_nothing_behind_but_numbers()
    {
        const int visitors = 100_000;
        using var frame = pool.Plain();
        for (var id = 1; id <= visitors; id++)
        {
            counted = counted.Add(Described(frame, 1, [id - 1, id], [id], [id], [id], id > 2 ? [id - 2] : [], 3)).State;
            Assert.InRange(counted.Present.Count, 1, 2);
        }

        Assert.Equal((visitors, visitors - 2), (counted.Visitors, counted.Departed));
        Assert.Equal(visitors, counted.Counts[Female, Adult]);
        Assert.Equal(visitors, counted.Counts.Total);
        Assert.Equal(TimeSpan.FromSeconds(3), counted.MeanDwell);
    }

    public void Dispose() => pool.Dispose();

    private static Track Walked(int id, double dwell) =>
        new(id, new Box(0, 0, 40, 40), TimeSpan.Zero, TimeSpan.FromSeconds(dwell), 3, true, default, 40, 40);

    private static Observation Described(
        Vitrine.Vision.Frame frame,
        int faces,
        IEnumerable<int> live,
        int[] confirmed,
        int[] ages,
        int[] genders,
        int[] ended,
        double dwell
    )
    {
        var step = new TrackerStep(
            TrackerState.Empty with
            {
                Tracks = [.. live.Where(id => id > 0).Select(id => Walked(id, 0))],
            },
            [],
            [.. confirmed.Select(id => Walked(id, 0))],
            [.. ended.Select(id => Walked(id, dwell))]
        );
        return new Observation(frame)
        {
            Faces = [.. new FaceDetection[faces]],
            People = step,
            Votes =
            [
                new Votes("age", [.. ages.Select(id => new Vote(id, [0, 0, 0, 0, 1, 0, 0, 0]))]),
                new Votes("gender", [.. genders.Select(id => new Vote(id, [0.8f, 0.2f]))]),
            ],
        };
    }

    private void Count(
        int faces,
        int[]? confirmed = null,
        int[]? ages = null,
        int[]? genders = null,
        int[]? ended = null,
        double dwell = 3
    )
    {
        using var frame = pool.Plain();
        live.UnionWith(confirmed ?? []);
        live.ExceptWith(ended ?? []);
        counted = counted
            .Add(Described(frame, faces, live, confirmed ?? [], ages ?? [], genders ?? [], ended ?? [], dwell))
            .State;
    }
}
