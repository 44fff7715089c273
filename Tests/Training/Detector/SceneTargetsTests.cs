using OpenCvSharp;
using Vitrine.Training.Detector;
using Vitrine.Vision;
using Vitrine.Vision.Detection;
using Xunit;

namespace Vitrine.Tests.Training.Detector;

public sealed class SceneTargetsTests
{
    private const int Width = 320;
    private const int Height = 224;

    // Cells of the maps with the strides 8 and 16 come before those with 32.
    private const int Fine = 40 * 28;
    private const int Middle = 20 * 14;

    [Theory]
    [InlineData(10, 8)]
    [InlineData(14, 8)]
    [InlineData(30, 8)]
    [InlineData(70, 16)]
    [InlineData(150, 32)]
    public void A_face_belongs_to_the_map_that_fits_its_size(float side, int stride)
    {
        var targets = Of(new Box(100, 40, side, side));

        Assert.Contains(Strides(targets), found => found == stride);
        Assert.All(Enumerable.Range(0, targets.Cells.Length), i => Assert.Equal(side, targets.Boxes[(4 * i) + 2]));
    }

    [Fact]
    public void Its_cells_lie_at_its_middle()
    {
        var targets = Of(new Box(100, 60, 30, 40));

        Assert.NotEmpty(targets.Cells);
        for (var i = 0; i < targets.Cells.Length; i++)
        {
            Assert.InRange(targets.Places[3 * i], 115 - 8, 115 + 8);
            Assert.InRange(targets.Places[(3 * i) + 1], 80 - 8, 80 + 8);
        }
    }

    [Fact]
    public void Of_two_faces_that_claim_a_cell_the_smaller_one_has_it()
    {
        var targets = Of(new Box(100, 60, 44, 44), new Box(114, 74, 20, 20));

        Assert.Contains(20f, Widths(targets));
        var cells = targets.Cells.Zip(Widths(targets)).Where(cell => cell.First < Fine).ToLookup(cell => cell.First);
        Assert.All(cells, cell => Assert.Single(cell));
    }

    [Fact]
    public void Beside_a_face_a_cell_may_claim_it_the_less_the_farther_it_is()
    {
        var targets = Of(new Box(100, 60, 30, 40));

        float At(int x, int y) => targets.Freedom[(y / 8 * 40) + (x / 8)];
        Assert.True(At(116, 80) < At(124, 80));
        Assert.True(At(124, 80) < 1);
        Assert.Equal(1, At(200, 80));
    }

    [Fact]
    public void On_an_unclear_face_a_cell_may_say_what_it_likes()
    {
        using var scene = new Scene(new Mat(Height, Width, MatType.CV_8UC3));
        scene.Add(new FaceDetection(new Box(300, 60, 60, 60), 1), leastHeight: 9);

        var targets = new SceneTargets([scene], Width, Height);

        Assert.Empty(targets.Cells);
        Assert.Equal(0, targets.Freedom[(80 / 8 * 40) + (312 / 8)]);
        Assert.Equal(1, targets.Freedom[0]);
    }

    [Fact]
    public void The_second_scene_of_a_batch_has_its_own_cells()
    {
        using var empty = new Scene(new Mat(Height, Width, MatType.CV_8UC3));
        using var scene = new Scene(new Mat(Height, Width, MatType.CV_8UC3));
        scene.Add(new FaceDetection(new Box(100, 60, 30, 40), 1), leastHeight: 9);

        var targets = new SceneTargets([empty, scene], Width, Height);

        Assert.Equal(Fine + Middle + (10 * 7), targets.CellsPerScene);
        Assert.All(targets.Cells, cell => Assert.InRange(cell, targets.CellsPerScene, (2 * targets.CellsPerScene) - 1));
    }

    private static SceneTargets Of(params Box[] boxes)
    {
        using var scene = new Scene(new Mat(Height, Width, MatType.CV_8UC3));
        foreach (var box in boxes)
        {
            scene.Add(new FaceDetection(box, 1), leastHeight: 9);
        }

        return new SceneTargets([scene], Width, Height);
    }

    private static IEnumerable<int> Strides(SceneTargets targets) =>
        targets.Cells.Select(cell =>
            cell < Fine ? 8
            : cell < Fine + Middle ? 16
            : 32
        );

    private static IEnumerable<float> Widths(SceneTargets targets) =>
        Enumerable.Range(0, targets.Cells.Length).Select(i => targets.Boxes[(4 * i) + 2]);
}
