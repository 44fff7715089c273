using Vitrine.Vision;
using Vitrine.Vision.Detection;
using Xunit;

namespace Vitrine.Tests.Vision.Detection;

public sealed class FaceMapTests
{
    private const int Columns = 3;
    private const int Rows = 2;
    private const int Stride = 8;

    [Fact]
    public void A_cell_that_is_sure_gives_its_face_where_it_says_in_pixels()
    {
        var map = Empty();
        // Column 2, row 1: its centre is at 20, 12.
        Set(map, 5, FaceMap.Score, 0);
        Set(map, 5, FaceMap.Box, 0.5f);
        Set(map, 5, FaceMap.Box + 1, -0.25f);
        Set(map, 5, FaceMap.Box + 2, MathF.Log(2));
        Set(map, 5, FaceMap.Box + 3, MathF.Log(3));
        Set(map, 5, FaceMap.Landmarks + 4, 1);
        Set(map, 5, FaceMap.Landmarks + 5, 0.5f);

        var face = Assert.Single(Read(map, 0.5f));

        Assert.Equal(0.5f, face.Score, 1e-5f);
        Assert.Equal(24, face.Box.CentreX, 1e-4f);
        Assert.Equal(10, face.Box.CentreY, 1e-4f);
        Assert.Equal(16, face.Box.Width, 1e-4f);
        Assert.Equal(24, face.Box.Height, 1e-4f);
        Assert.Equal(new Spot(28, 16), face.Landmarks!.Value.Nose);
        Assert.Equal(new Spot(20, 12), face.Landmarks!.Value.LeftMouth);
    }

    [Fact]
    public void Cells_below_the_least_score_give_none()
    {
        var map = Empty();
        Set(map, 0, FaceMap.Score, 1);
        Set(map, 3, FaceMap.Score, 3);

        Assert.Equal(2, Read(map, 0.7f).Count);
        Assert.Single(Read(map, 0.8f));
        Assert.Empty(Read(map, 0.96f));
    }

    [Fact]
    public void A_size_that_no_picture_holds_stays_a_number()
    {
        var map = Empty();
        Set(map, 1, FaceMap.Score, 5);
        Set(map, 1, FaceMap.Box + 2, 1e30f);

        Assert.True(float.IsFinite(Assert.Single(Read(map, 0.5f)).Box.Width));
    }

    [Fact]
    public void Of_faces_that_overlap_the_surest_stays()
    {
        var faces = new List<FaceDetection>();

        Overlaps.Suppress(
            [
                new FaceDetection(new Box(0, 0, 10, 10), 0.6f),
                new FaceDetection(new Box(2, 0, 10, 10), 0.9f),
                new FaceDetection(new Box(30, 0, 10, 10), 0.7f),
            ],
            0.3f,
            faces
        );

        Assert.Equal([0.9f, 0.7f], faces.Select(face => face.Score));
    }

    private static float[] Empty()
    {
        var map = new float[FaceMap.Channels * Columns * Rows];
        Array.Fill(map, -10, 0, Columns * Rows);
        return map;
    }

    private static void Set(float[] map, int cell, int channel, float value) =>
        map[(channel * Columns * Rows) + cell] = value;

    private static List<FaceDetection> Read(float[] map, float leastScore)
    {
        var faces = new List<FaceDetection>();
        FaceMap.Read(map, Columns, Stride, leastScore, faces);
        return faces;
    }
}
