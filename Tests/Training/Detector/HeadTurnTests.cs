using OpenCvSharp;
using Vitrine.Training.Detector;
using Vitrine.Vision;
using Vitrine.Vision.Detection;
using Xunit;

namespace Vitrine.Tests.Training.Detector;

public sealed class HeadTurnTests
{
    private const int Side = 200;

    // Where a dot of red on grey is, as the nose of a face whose other landmarks are around it.
    private static readonly FaceDetection Face = new(
        new Box(60, 50, 80, 100),
        1,
        new FaceLandmarks(new(80, 85), new(120, 85), new(100, 100), new(85, 125), new(115, 125))
    );

    [Fact]
    public void A_head_that_is_not_turned_stays_as_it_is()
    {
        using var straight = Picture();
        using var turned = new HeadTurn(Face.Box, 0, 0).Apply(straight);

        Assert.True(Cv2.Norm(straight.Picture, turned.Picture, NormTypes.INF) <= 1);
        Assert.Equal(0, Cv2.Norm(straight.Mask, turned.Mask));
        var face = Assert.Single(turned.Faces);
        Assert.True(face.Box.IntersectionOverUnion(Face.Box) > 0.99f);
    }

    [Theory]
    [InlineData(30, 0)]
    [InlineData(-40, 0)]
    [InlineData(0, 40)]
    [InlineData(0, -20)]
    [InlineData(25, 25)]
    [InlineData(-25, 35)]
    public void Landmarks_lie_where_the_picture_shows_them(double yaw, double pitch)
    {
        using var straight = Picture();
        using var turned = new HeadTurn(Face.Box, yaw, pitch).Apply(straight);

        var nose = Assert.Single(turned.Faces).Landmarks!.Value.Nose;
        var seen = RedSpot(turned.Picture);
        Assert.True(Math.Abs(nose.X - seen.X) < 1.5 && Math.Abs(nose.Y - seen.Y) < 1.5, $"{nose} is not at {seen}");
    }

    [Fact]
    public void Seen_from_above_a_face_is_lower_and_not_as_high()
    {
        using var straight = Picture();
        using var turned = new HeadTurn(Face.Box, 0, 40).Apply(straight);

        var box = Assert.Single(turned.Faces).Box;
        Assert.True(box.CentreY > Face.Box.CentreY + 5);
        Assert.True(box.Height < Face.Box.Height);
        Assert.Equal(Face.Box.CentreX, box.CentreX, 0.01f);
    }

    [Fact]
    public void Turned_aside_a_face_is_not_as_wide()
    {
        using var straight = Picture();
        using var turned = new HeadTurn(Face.Box, 45, 0).Apply(straight);

        var box = Assert.Single(turned.Faces).Box;
        Assert.True(box.CentreX > Face.Box.CentreX);
        Assert.True(box.Width < Face.Box.Width);
    }

    [Theory]
    [InlineData(-20, -20)]
    [InlineData(150, 150)]
    public void A_head_at_the_border_of_the_picture_can_be_turned(float x, float y)
    {
        var cut = Face with { Box = Face.Box with { X = x, Y = y } };
        using var straight = Picture() with { Faces = [cut] };

        using var turned = new HeadTurn(cut.Box, 40, 40).Apply(straight);

        Assert.Equal(straight.Picture.Size(), turned.Picture.Size());
    }

    private static ScenePicture Picture()
    {
        var picture = new Mat(Side, Side, MatType.CV_8UC3, Scalar.All(90));
        Cv2.Circle(picture, (int)Face.Landmarks!.Value.Nose.X, (int)Face.Landmarks.Value.Nose.Y, 3, Scalar.Red, -1);
        return new ScenePicture(picture, new Mat(Side, Side, MatType.CV_8UC1, Scalar.White), [Face]);
    }

    private static Spot RedSpot(Mat picture)
    {
        using var red = new Mat();
        Cv2.InRange(picture, new Scalar(0, 0, 150), new Scalar(80, 80, 255), red);
        var moments = Cv2.Moments(red, binaryImage: true);
        return new Spot((float)(moments.M10 / moments.M00), (float)(moments.M01 / moments.M00));
    }
}
