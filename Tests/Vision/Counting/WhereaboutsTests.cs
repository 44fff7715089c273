using Vitrine.Tests.Vision.Tracking;
using Vitrine.Vision.Counting;
using Vitrine.Vision.Detection;
using Xunit;

namespace Vitrine.Tests.Vision.Counting;

/// <summary>Through the real tracker. The picture is 640 pixels wide, the door and the zone's edge are at 320.</summary>
public sealed class WhereaboutsTests
{
    private const double Size = 40;
    private readonly Scene scene = new();
    private Whereabouts whereabouts = new(Drawn.Places);

    [Fact]
    public void Who_comes_from_the_left_of_the_line_goes_in()
    {
        Walk(0, 100, 500);
        Assert.Equal((1, 0), Door);
    }

    [Fact]
    public void Who_comes_from_the_right_of_the_line_goes_out()
    {
        Walk(0, 500, 100);
        Assert.Equal((0, 1), Door);
    }

    [Fact]
    public void Who_turns_around_goes_in_and_out()
    {
        Walk(0, 100, 500);
        Walk(4, 500, 100);
        Assert.Equal((1, 1), Door);
    }

    [Fact]
    public void Who_stands_on_the_line_is_not_counted_again_and_again()
    {
        Walk(0, 200, 320);
        Watch(4, 14, time => 320 + (8 * Math.Sin(20 * time)));
        Assert.Equal((0, 0), Door);
        Walk(14, 320, 500);
        Assert.Equal((1, 0), Door);
    }

    [Fact]
    public void Who_passes_beyond_the_ends_of_a_line_does_not_cross_it()
    {
        whereabouts = new Whereabouts(Drawn.Places with { Lines = [Drawn.Door with { From = new(0.5f, 0.3f) }] });
        Walk(0, 100, 500);
        Assert.Equal((0, 0), Door);
    }

    [Fact]
    public void However_somebody_walks_in_less_out_is_the_side_where_the_walk_ends() =>
        Assert.All(
            Enumerable.Range(1, 60),
            seed =>
            {
                var walk = new WhereaboutsTests();
                var (random, x) = (new Random(seed), 260.0);
                walk.Watch(0, 60, _ => x = Math.Clamp(x + random.Next(-18, 19), 100, 540));
                var side = x < 320 ? 200 : 440;
                walk.Watch(60, 64, _ => x += Math.Clamp(side - x, -15, 15));
                Assert.Equal(side == 200 ? 0 : 1, walk.Door.In - walk.Door.Out);
                Assert.Equal(1, walk.scene.State.Visitors);
            }
        );

    [Fact]
    public void A_crossing_before_the_tracker_was_sure_counts_once_it_is()
    {
        See(0.0, 300);
        See(0.1, 340);
        Assert.Equal((0, 0), Door);
        See(0.2, 380);
        See(0.3, 420);
        Assert.Equal((1, 0), Door);
        See(0.4, 460);
        Assert.Equal((1, 0), Door);
    }

    [Fact]
    public void What_was_no_visitor_crosses_no_line_and_enters_no_zone()
    {
        See(0.0, 300);
        See(0.1, 340);
        See(5);
        Assert.Equal((0, 0), Door);
        Assert.Equal((0, 0), (Zone.Visitors, Zone.Dwells.Visits));
    }

    [Fact]
    public void Time_in_a_zone_is_told_when_the_visitor_has_left_the_picture()
    {
        Watch(0, 3, time => 200 + (10 * time));
        Assert.Equal((1, 0), (Zone.Visitors, Zone.Dwells.Visits));
        Walk(3, 240, 500);
        Assert.Equal(0, Zone.Dwells.Visits);
        See(20);
        Assert.Equal(1, Zone.Dwells.Visits);
        Assert.Equal(4.2, Zone.Dwells.Mean.TotalSeconds, 0.5);
    }

    [Fact]
    public void Who_comes_back_into_a_zone_is_one_visitor_whose_times_add_up()
    {
        Walk(0, 100, 500);
        Walk(4, 500, 100);
        See(20);
        Assert.Equal((1, 1), (Zone.Visitors, Zone.Dwells.Visits));
        Assert.Equal(2 * 2.2, Zone.Dwells.Mean.TotalSeconds, 0.5);
    }

    [Fact]
    public void Who_stands_at_a_zones_edge_is_inside_all_the_time()
    {
        Walk(0, 100, 318);
        Watch(4, 14, time => 320 + (8 * Math.Sin(20 * time)));
        See(30);
        Assert.Equal(13.9, Zone.Dwells.Mean.TotalSeconds, 0.05);
    }

    [Fact]
    public void Who_was_never_in_a_zone_is_no_visitor_of_it()
    {
        Walk(0, 400, 600);
        See(20);
        Assert.Equal((0, 0), (Zone.Visitors, Zone.Dwells.Visits));
    }

    [Fact]
    public void After_a_cut_the_counts_begin_anew_and_the_people_go_on()
    {
        Walk(0, 100, 300);
        whereabouts = whereabouts.Cut();
        Assert.Equal((0, 0, 0), (Door.In, Door.Out, Zone.Visitors));
        Walk(4, 300, 500);
        See(20);
        Assert.Equal((1, 0), Door);
        Assert.Equal((0, 1), (Zone.Visitors, Zone.Dwells.Visits));
    }

    [Fact]
    public void Nobody_is_followed_who_has_left()
    {
        Walk(0, 100, 500);
        See(20);
        See(20.1, 100);
        See(30);
        Assert.Equal(0, whereabouts.Followed);
    }

    private (int In, int Out) Door => (whereabouts.Lines[0].In, whereabouts.Lines[0].Out);

    private ZoneTally Zone => whereabouts.Zones[0];

    /// <summary>Four seconds from one place to another.</summary>
    private void Walk(double start, double from, double to) =>
        Watch(start, start + 4, time => from + ((to - from) * (time - start) / 4));

    private void Watch(double from, double to, Func<double, double> x)
    {
        for (var frame = (int)Math.Round(from * 10); frame < Math.Round(to * 10); frame++)
        {
            See(frame / 10.0, x(frame / 10.0));
        }
    }

    private void See(double seconds, double? x = null)
    {
        FaceDetection[] faces = x is { } there ? [Scene.Face(there, 180, Size)] : [];
        whereabouts = whereabouts.Add(TimeSpan.FromSeconds(seconds), Scene.Frame, scene.See(seconds, faces));
    }
}
