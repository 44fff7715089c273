using OpenCvSharp;
using Vitrine.Training.Detector;
using Vitrine.Vision;
using Vitrine.Vision.Detection;
using Xunit;

namespace Vitrine.Tests.Training.Detector;

public sealed class FaceTeacherTests
{
    // In a picture of 100 x 100, as shares of its side.
    private static readonly Box Face = new(0.2f, 0.3f, 0.2f, 0.3f);

    [Fact]
    public void What_the_teacher_sees_at_both_sizes_and_mirrored_is_a_face_with_its_own_left_and_right()
    {
        var face = Assert.Single(Label((side, mirrored) => [At(Face, side, mirrored, 0.9f)])!);

        Assert.Equal(20, face.Box.X, 0.01f);
        Assert.Equal(30, face.Box.Height, 0.01f);
        Assert.Equal(0.9f, face.Score, 1e-5f);
        Assert.True(face.Landmarks!.Value.RightEye.X < face.Landmarks!.Value.LeftEye.X);
        Assert.Equal(25, face.Landmarks!.Value.RightEye.X, 0.01f);
    }

    [Fact]
    public void A_picture_in_which_it_sees_a_face_at_one_size_only_is_doubtful()
    {
        Assert.Null(Label((side, mirrored) => side > 600 ? [At(Face, side, mirrored, 0.9f)] : []));
        Assert.Null(Label((side, mirrored) => side < 600 ? [At(Face, side, mirrored, 0.9f)] : []));
        Assert.Null(Label((side, mirrored) => mirrored ? [At(Face, side, mirrored, 0.9f)] : []));
    }

    [Fact]
    public void A_picture_with_a_face_of_which_it_is_not_sure_is_doubtful() =>
        Assert.Null(Label((side, mirrored) => [At(Face, side, mirrored, 0.5f)]));

    [Fact]
    public void A_picture_in_which_it_sees_nothing_shows_no_face() => Assert.Empty(Label((_, _) => [])!);

    // The right eye a quarter into the box, the left one at three quarters; mirrored the other way round.
    private static FaceDetection At(Box share, int side, bool mirrored, float score)
    {
        var left = mirrored ? 1 - share.X - share.Width : share.X;
        var box = new Box(left * side, share.Y * side, share.Width * side, share.Height * side);
        Spot In(float x, float y) => new(box.X + (x * box.Width), box.Y + (y * box.Height));
        return new FaceDetection(
            box,
            score,
            new FaceLandmarks(In(0.25f, 0.3f), In(0.75f, 0.3f), In(0.5f, 0.5f), In(0.3f, 0.8f), In(0.7f, 0.8f))
        );
    }

    private static IReadOnlyList<FaceDetection>? Label(Func<int, bool, FaceDetection[]> see)
    {
        // Dark on the left: so the teacher knows when it is mirrored.
        using var picture = new Mat(100, 100, MatType.CV_8UC3, Scalar.White);
        Cv2.Rectangle(picture, new Rect(0, 0, 30, 100), Scalar.Black, -1);
        using var teacher = new FaceTeacher(new Seeing(see));
        return teacher.Label(picture);
    }

    private sealed class Seeing(Func<int, bool, FaceDetection[]> see) : IFaceDetector
    {
        public void Detect(Mat picture, IList<FaceDetection> faces)
        {
            faces.Clear();
            foreach (var face in see(picture.Width, picture.At<Vec3b>(5, 5).Item0 > 128))
            {
                faces.Add(face);
            }
        }

        public void Dispose() { }
    }
}
