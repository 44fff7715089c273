using Xunit;
using static Vitrine.Tests.Vision.Tracking.Scene;

namespace Vitrine.Tests.Vision.Tracking;

public sealed class DoublesTests
{
    private readonly Scene scene = new();

    [Fact]
    public void Two_boxes_on_one_face_are_one_person()
    {
        scene.Watch(0, 2, time => [Face(100 + (50 * time), 100, 60), Face(104 + (50 * time), 98, 50)]);

        Assert.Equal(1, scene.State.Visitors);
        Assert.Equal(2, scene.State.NextId);
    }

    [Fact]
    public void A_box_inside_another_is_dropped()
    {
        var step = scene.See(0, Face(100, 110, 25), Face(100, 100, 60));

        Assert.Equal(60, Assert.Single(step.Sightings).Face.Box.Width);
    }

    [Fact]
    public void The_surer_of_two_boxes_stays()
    {
        var step = scene.See(0, Face(100, 100, 60, score: 0.7f), Face(100, 100, 50, score: 0.9f));

        Assert.Equal(50, Assert.Single(step.Sightings).Face.Box.Width);
    }

    [Fact]
    public void Equal_boxes_leave_one()
    {
        Assert.Single(scene.See(0, Face(100, 100), Face(100, 100), Face(100, 100)).Sightings);
    }

    [Fact]
    public void Faces_side_by_side_both_stay()
    {
        Assert.Equal(2, scene.See(0, Face(100, 100), Face(130, 100)).Sightings.Length);
    }

    [Fact]
    public void A_part_of_a_visitors_face_begins_nobody()
    {
        scene.Watch(0, 1, time => [Face(100 + (50 * time), 100, 80)]);
        scene.Watch(1, 2, time => [Face(100 + (50 * time), 110, 30)]);

        Assert.Equal(1, scene.State.Visitors);
        Assert.Equal(2, scene.State.NextId);
    }

    [Theory]
    [InlineData(100, 0)]
    [InlineData(double.NaN, 40)]
    [InlineData(double.PositiveInfinity, 40)]
    [InlineData(100, double.NaN)]
    public void A_box_that_is_none_is_ignored(double x, double size)
    {
        var step = scene.See(0, Face(x, 100, size), Face(300, 100));

        Assert.Equal(300, Assert.Single(step.Sightings).Face.Box.CentreX);
    }
}
