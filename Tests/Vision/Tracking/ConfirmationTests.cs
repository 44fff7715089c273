using Vitrine.Vision.Tracking;
using Xunit;
using static Vitrine.Tests.Vision.Tracking.Scene;

namespace Vitrine.Tests.Vision.Tracking;

public sealed class ConfirmationTests
{
    private readonly Scene scene = new();

    [Fact]
    public void A_walker_is_counted_once()
    {
        scene.Watch(0, 3, time => [Face(50 + (150 * time), 100)]);

        Assert.Equal(1, scene.State.Visitors);
        Assert.Single(scene.State.Tracks);
    }

    [Fact]
    public void A_single_false_positive_is_never_counted()
    {
        scene.See(0, Face(100, 100));
        scene.Watch(0.1, 10, _ => []);

        Assert.Equal(0, scene.State.Visitors);
        Assert.Empty(scene.State.Tracks);
        Assert.Empty(scene.Ended);
    }

    [Fact]
    public void An_error_that_repeats_in_a_fast_cameras_next_frames_is_not_counted()
    {
        for (var frame = 0; frame < 6; frame++)
        {
            scene.See(frame / 60.0, Face(100 + (2 * frame), 100));
        }

        Assert.Equal(0, scene.State.Visitors);
    }

    [Fact]
    public void A_poster_is_not_counted_however_long_it_hangs()
    {
        var random = new Random(1);
        scene.Watch(0, 60, _ => [Face(100 + (3 * random.NextDouble()), 100 + (3 * random.NextDouble()), 55)]);

        Assert.Equal(0, scene.State.Visitors);
        Assert.Single(scene.State.Tracks);
    }

    [Fact]
    public void Someone_who_stands_is_counted_once_the_head_sways()
    {
        scene.Watch(0, 2, _ => [Face(100, 100)]);
        Assert.Equal(0, scene.State.Visitors);

        scene.Watch(2, 4, time => [Face(100 + (3 * (time - 2)), 100)]);
        Assert.Equal(1, scene.State.Visitors);
    }

    [Fact]
    public void Someone_who_walks_straight_up_is_counted()
    {
        scene.Watch(0, 1, time => [Face(320, 180, 40 * (1 + (0.4 * time)))]);

        Assert.Equal(1, scene.State.Visitors);
    }

    [Fact]
    public void Weak_faces_alone_begin_nobody()
    {
        scene.Watch(0, 3, time => [Face(50 + (100 * time), 100, score: 0.5f)]);

        Assert.Equal(0, scene.State.Visitors);
        Assert.Equal(1, scene.State.NextId);
    }

    [Fact]
    public void Weak_faces_keep_a_visitor_in_view()
    {
        scene.Watch(0, 1, time => [Face(50 + (50 * time), 100)]);
        var before = scene.State.Tracks[0];
        scene.Watch(1, 9, time => [Face(50 + (50 * time), 100, score: 0.5f)]);

        Assert.Equal(before.Id, Assert.Single(scene.State.Tracks).Id);
        Assert.Equal(before.Hits, scene.State.Tracks[0].Hits);
    }

    [Fact]
    public void Confirmation_is_told_once_and_dates_from_the_first_face()
    {
        var confirmed = new List<Track>();
        for (var frame = 0; frame < 20; frame++)
        {
            confirmed.AddRange(scene.See(1 + (frame / 10.0), Face(50 + (10 * frame), 100)).Confirmed);
        }

        Assert.Equal(TimeSpan.FromSeconds(1), Assert.Single(confirmed).FirstSeen);
    }
}
