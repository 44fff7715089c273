using Vitrine.Vision.Detection;
using Vitrine.Vision.Tracking;
using Xunit;
using static Vitrine.Tests.Vision.Tracking.Scene;

namespace Vitrine.Tests.Vision.Tracking;

public sealed class ContinuityTests
{
    private readonly Scene scene = new();

    [Fact]
    public void People_who_cross_keep_their_ids()
    {
        var before = scene.Watch(0, 1, Cross);
        // Where they meet, the nearer face hides the other.
        scene.Watch(1, 1.8, time => Cross(time)[..1]);
        var after = scene.Watch(1.8, 3, Cross);

        Assert.Equal(before, after);
        Assert.Equal(2, scene.State.Visitors);

        static FaceDetection[] Cross(double time) =>
            [Face(100 + (150 * time), 100, 44), Face(520 - (150 * time), 104, 40)];
    }

    [Fact]
    public void Two_who_enter_from_opposite_sides_are_two()
    {
        scene.Watch(0, 1, time => [Face(30 + (200 * time), 100), Face(610 - (200 * time), 100)]);

        Assert.Equal(2, scene.State.Visitors);
    }

    [Fact]
    public void A_walker_hidden_for_a_second_is_still_the_same()
    {
        var before = scene.Watch(0, 1, time => [Face(50 + (150 * time), 100)]);
        scene.Watch(1, 2, _ => []);
        var after = scene.Watch(2, 3, time => [Face(50 + (150 * time), 100)]);

        Assert.Equal(before, after);
        Assert.Equal(1, scene.State.Visitors);
    }

    [Fact]
    public void One_who_stops_abruptly_is_still_the_same()
    {
        var before = scene.Watch(0, 1, time => [Face(50 + (300 * time), 100)]);
        var after = scene.Watch(1, 2, _ => [Face(320, 100)]);

        Assert.Equal(before, after);
    }

    [Fact]
    public void One_who_stands_and_looks_away_for_three_seconds_is_still_the_same()
    {
        var before = scene.Watch(0, 2, time => [Face(280 + (20 * Math.Min(1, time)), 100)]);
        scene.Watch(2, 5, _ => []);
        var after = scene.Watch(5, 6, time => [Face(300 + (4 * Math.Sin(4 * time)), 100)]);

        Assert.Equal(before, after);
        Assert.Equal(1, scene.State.Visitors);
    }

    [Fact]
    public void Rare_looks_at_a_walker_make_one_visitor()
    {
        // The face is found in one frame of four, as a poor detector does.
        for (var frame = 0; frame < 40; frame++)
        {
            scene.See(frame / 12.5, frame % 4 == 0 ? [Face(50 + (10 * frame), 100)] : []);
        }

        Assert.Equal(1, scene.State.Visitors);
        Assert.Equal(2, scene.State.NextId);
    }

    [Fact]
    public void One_who_left_on_the_left_is_not_revived_by_one_who_enters_on_the_right()
    {
        scene.Watch(0, 1, time => [Face(170 - (150 * time), 100)]);
        scene.Watch(1, 1.5, _ => []);
        var left = Assert.Single(scene.Ended);
        scene.Watch(1.5, 2.5, time => [Face(620 - (150 * (time - 1.5)), 100)]);

        Assert.Equal(TimeSpan.FromSeconds(0.9), left.Dwell);
        Assert.Equal(2, scene.State.Visitors);
    }

    [Fact]
    public void One_who_enters_where_another_has_just_left_is_new()
    {
        scene.Watch(0, 1, time => [Face(170 - (150 * time), 100)]);
        scene.Watch(1, 1.5, _ => []);
        scene.Watch(1.5, 2.5, time => [Face(20 + (150 * (time - 1.5)), 100)]);

        Assert.Equal(2, scene.State.Visitors);
    }

    [Fact]
    public void One_unseen_for_too_long_has_left_and_stayed_until_last_seen()
    {
        scene.Watch(0, 2, time => [Face(300 + (10 * time), 100)]);
        scene.Watch(2, 7, _ => []);

        Assert.Equal(TimeSpan.FromSeconds(1.9), Assert.Single(scene.Ended).Dwell);
        Assert.Empty(scene.State.Tracks);
        Assert.Equal(1, scene.State.Visitors);
    }

    [Fact]
    public void When_a_recording_begins_again_nobody_is_there_any_more()
    {
        var before = scene.Watch(0, 2, time => [Face(300 + (30 * time), 100)]);
        var face = Face(361, 100);

        var step = scene.State.Advance(TimeSpan.FromSeconds(2), [face], Frame, TrackerOptions.Default, round: 1);

        Assert.Equal(before, step.Ended.Select(track => track.Id));
        Assert.DoesNotContain(Assert.Single(step.State.Tracks).Id, before);
        // Also when its first frame shows nobody.
        step = step.State.Advance(TimeSpan.FromSeconds(2.1), [], Frame, TrackerOptions.Default, round: 2);
        Assert.Empty(step.State.Tracks);
    }

    [Fact]
    public void A_source_that_starts_over_ends_everybody()
    {
        scene.Watch(1, 2, time => [Face(300 + (30 * time), 100)]);
        var step = scene.See(0, Face(310, 100));

        Assert.Single(step.Ended);
        Assert.False(Assert.Single(step.State.Tracks).Confirmed);
    }
}
