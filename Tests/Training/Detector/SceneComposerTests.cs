using OpenCvSharp;
using Vitrine.Training.Detector;
using Vitrine.Vision;
using Xunit;

namespace Vitrine.Tests.Training.Detector;

public sealed class SceneComposerTests : IDisposable
{
    private const int Width = 320;
    private const int Height = 224;
    private readonly TemporaryFolder folder = new();
    private readonly SceneComposer composer;

    public SceneComposerTests()
    {
        DrawnFacePictures.Draw(folder["faces"], 12);
        composer = new SceneComposer(Pictures(), Width, Height);
    }

    [Fact]
    public void The_same_seed_gives_the_same_scene_to_the_last_pixel()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            using var one = composer.Compose(seed);
            using var other = composer.Compose(seed);

            Assert.Equal(Bytes(one.Picture), Bytes(other.Picture));
            Assert.Equal(one.Faces, other.Faces);
            Assert.Equal(one.Unclear, other.Unclear);
        }
    }

    [Fact]
    public void Shelves_cover_the_whole_picture_and_show_no_face()
    {
        using var shelves = new Mat(Height, Width, MatType.CV_8UC3, Scalar.All(7));

        SceneClutter.Fill(shelves, Pictures(), new Random(3));

        using var untouched = new Mat();
        Cv2.InRange(shelves, Scalar.All(7), Scalar.All(7), untouched);
        // The gaps between rows and things are left.
        Assert.True(Cv2.CountNonZero(untouched) < Width * Height / 4);
    }

    [Fact]
    public void A_wall_covers_the_whole_picture()
    {
        using var wall = new Mat(Height, Width, MatType.CV_8UC3, Scalar.All(7));

        SceneClutter.PaintWall(wall, new Random(3));

        using var untouched = new Mat();
        Cv2.InRange(wall, Scalar.All(7), Scalar.All(7), untouched);
        Assert.True(Cv2.CountNonZero(untouched) < Width * Height / 100);
    }

    [Fact]
    public void A_person_has_a_body_below_the_head_and_hides_nobody()
    {
        using var scene = new Scene(new Mat(Height, Width, MatType.CV_8UC3, Scalar.All(7)));
        var pictures = Pictures();
        using var source = pictures.WithSurroundings(new Random(1));
        var person = new ScenePerson(source, pictures, new Random(2));
        var placing = new Placing
        {
            Scale = 24 / source.Faces[0].Box.Height,
            X = Width / 2.0,
            Y = Height / 4.0,
        };

        Assert.True(person.Paint(scene, placing, mayCover: 0.1, leastHeight: 9));

        var face = Assert.Single(scene.Faces).Box;
        using var chest = scene.Picture.SubMat(
            new Rect((int)face.X, (int)(face.Y + (1.6f * face.Height)), (int)face.Width, (int)face.Height)
        );
        using var untouched = new Mat();
        Cv2.InRange(chest, Scalar.All(7), Scalar.All(7), untouched);
        Assert.True(Cv2.CountNonZero(untouched) < chest.Width * chest.Height / 10);
        // Whoever stands behind would be covered by the first one's body.
        Assert.False(person.Paint(scene, placing with { Y = placing.Y - 30 }, mayCover: 0.1, leastHeight: 9));
    }

    [Fact]
    public void A_picture_whose_face_shall_be_small_is_read_small_with_its_face_at_the_same_place()
    {
        using var large = Pictures().WithSurroundings(new Random(1));
        var face = large.Faces[0].Box;

        using var small = Pictures().WithSurroundings(new Random(1), face.Height / 3);

        Assert.Equal(large.Picture.Width / 2, small.Picture.Width);
        Assert.Equal(face.CentreX / 2, small.Faces[0].Box.CentreX, tolerance: 1e-3);
        Assert.Equal(face.Height / 2, small.Faces[0].Box.Height, tolerance: 1e-3);
    }

    [Fact]
    public void Faces_are_high_enough_inside_the_picture_and_hold_their_landmarks()
    {
        var faces = Enumerable
            .Range(0, 60)
            .SelectMany(seed =>
            {
                using var scene = composer.Compose(seed);
                Assert.Equal(new Size(Width, Height), scene.Picture.Size());
                return scene.Faces.ToArray();
            })
            .ToArray();

        Assert.True(faces.Length > 60);
        Assert.Contains(faces, face => face.Box.Height < 20);
        Assert.Contains(faces, face => face.Box.Height > 80);
        Assert.All(
            faces,
            face =>
            {
                Assert.True(face.Box.Height >= 7);
                Assert.True(face.Box.Intersection(new Box(0, 0, Width, Height)) >= 0.59f * face.Box.Area);
                var nose = face.Landmarks!.Value.Nose;
                Assert.InRange(nose.X, face.Box.X, face.Box.X + face.Box.Width);
                Assert.InRange(nose.Y, face.Box.Y, face.Box.Y + face.Box.Height);
            }
        );
    }

    [Fact]
    public void However_a_picture_is_turned_and_mirrored_the_right_eye_stays_on_the_pictures_left()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            using var scene = composer.Compose(seed);
            Assert.All(
                scene.Faces,
                face => Assert.True(face.Landmarks!.Value.RightEye.X < face.Landmarks!.Value.LeftEye.X)
            );
        }
    }

    public void Dispose() => folder.Dispose();

    private static byte[] Bytes(Mat picture)
    {
        picture.GetArray(out Vec3b[] pixels);
        return [.. pixels.SelectMany(pixel => new[] { pixel.Item0, pixel.Item1, pixel.Item2 })];
    }

    private ScenePictures Pictures() =>
        new(
            FacePicture
                .Parse("boxes.csv", File.ReadAllText(Path.Combine(folder["faces"], "boxes.csv")))
                .Select(picture => picture with { File = Path.Combine(folder["faces"], picture.File) })
        );
}
