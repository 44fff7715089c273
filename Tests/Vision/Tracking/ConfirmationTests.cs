using Vitrine.Vision.Detection;
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

    [Theory]
    [InlineData(60)]
    [InlineData(30)]
    public void A_poster_before_a_shaken_camera_is_not_counted(double size) =>
        Assert.Equal(0, CountedOfShakenPoster(size, seed: 2));

    [Theory]
    [InlineData(60, 1)]
    [InlineData(30, 7)]
    public void Few_of_sixty_posters_before_shaken_cameras_are_counted_in_five_minutes(double size, int most) =>
        Assert.InRange(Enumerable.Range(1, 60).Sum(seed => CountedOfShakenPoster(size, seed)), 0, most);

    [Theory]
    [InlineData(0.15, 0)]
    [InlineData(0, 0.2)]
    public void Someone_who_stands_is_counted_once_the_head_turns_or_tilts(double turn, double tilt)
    {
        scene.Watch(0, 3, _ => [Head(300, 100, 60)]);
        Assert.Equal(0, scene.State.Visitors);

        scene.Watch(3, 5, _ => [Head(300, 100, 60, turn, tilt)]);
        Assert.Equal(1, scene.State.Visitors);
    }

    [Fact]
    public void A_poster_that_somebody_passes_in_front_of_is_not_counted()
    {
        // While half of it is hidden, its landmarks are anywhere.
        scene.Watch(0, 20, time => [Head(300, 100, 60, turn: time % 5 is > 2 and < 2.4 ? 0.4 : 0)]);

        Assert.Equal(0, scene.State.Visitors);
    }

    [Theory]
    [InlineData(70, 1)]
    [InlineData(90, 2)]
    public void A_face_that_moves_while_another_touches_it_is_not_counted_for_that(double apart, int visitors)
    {
        scene.Watch(0, 4, time => [Face(300, 100, 60), Face(300 + apart + (50 * (4 - time)), 100, 60)]);

        // For two seconds a part of it is hidden.
        scene.Watch(4, 6, _ => [Face(310, 100, 60), Face(300 + apart + 10, 100, 60)]);

        Assert.Equal(visitors, scene.State.Visitors);
    }

    [Fact]
    public void Two_who_came_close_together_are_counted_once_they_part()
    {
        scene.Watch(0, 1, time => [Face(100 + (100 * time), 100, 60), Face(170 + (100 * time), 100, 60)]);
        Assert.Equal(0, scene.State.Visitors);

        scene.Watch(1, 2, time => [Face(100 + (100 * time), 100, 60), Face(170 + (200 * time) - 100, 100, 60)]);
        Assert.Equal(2, scene.State.Visitors);
    }

    [Fact]
    public void Someone_who_stands_is_counted_once_the_head_sways()
    {
        scene.Watch(0, 2, _ => [Face(100, 100)]);
        Assert.Equal(0, scene.State.Visitors);

        scene.Watch(2, 6, time => [Face(100 + (3 * (time - 2)), 100)]);
        Assert.Equal(1, scene.State.Visitors);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0.6, 0.8)]
    [InlineData(0, -1)]
    public void Someone_who_comes_a_little_nearer_and_stops_is_counted(double across, double down)
    {
        // By a third of a face in a second: too little for a walk, and more than anybody trembles.
        var random = new Random(4);
        scene.Watch(
            0,
            5,
            time =>
            {
                var way = 20 * Math.Min(time, 1);
                return [Face(300 + (across * way) + random.NextDouble(), 150 + (down * way) + random.NextDouble(), 60)];
            }
        );

        Assert.Equal(1, scene.State.Visitors);
    }

    [Fact]
    public void Someone_who_walks_straight_up_is_counted()
    {
        scene.Watch(0, 3, time => [Face(320, 180, 40 * (1 + (0.4 * time)))]);

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

    private static int CountedOfShakenPoster(double size, int seed)
    {
        var (shaken, random) = (new Scene(), new Random(seed));
        var (x, y) = (0.0, 0.0);
        shaken.Watch(
            0,
            300,
            _ =>
            {
                (x, y) = ((0.8 * x) + Noise(2), (0.8 * y) + Noise(2));
                return [Head(300 + x, 100 + y, size, turn: Noise(0.03), tilt: Noise(0.03))];
            }
        );

        return shaken.State.Visitors;

        double Noise(double most) => most * ((2 * random.NextDouble()) - 1);
    }

    /// <summary>A face with landmarks: the nose moved sideways by so many sizes, the head tilted by so many radians.</summary>
    private static FaceDetection Head(double x, double y, double size, double turn = 0, double tilt = 0)
    {
        Spot At(double across, double down) =>
            new(
                (float)(x + (size * ((across * Math.Cos(tilt)) - (down * Math.Sin(tilt))))),
                (float)(y + (size * ((across * Math.Sin(tilt)) + (down * Math.Cos(tilt)))))
            );

        return Face(x, y, size) with
        {
            Landmarks = new(At(-0.2, -0.15), At(0.2, -0.15), At(turn, 0.05), At(-0.15, 0.25), At(0.15, 0.25)),
        };
    }
}
