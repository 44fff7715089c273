using OpenCvSharp;
using Vitrine.Training.Examples;
using Vitrine.Vision;
using Vitrine.Vision.Detection;
using Xunit;

namespace Vitrine.Tests.Training.Examples;

public sealed class FaceFinderTests : IDisposable
{
    private readonly FaceFinder finder;

    public FaceFinderTests()
    {
        var options = new DetectorOptions();
        finder = new FaceFinder(options.Kind.Load(options), options.Kind.IsNetwork);
    }

    [Fact]
    public void Nearly_all_faces_of_tightly_cropped_pictures_are_found_about_as_wide_as_they()
    {
        string[] files = [.. Pictures().Where((_, index) => index % 200 == 0)];

        Box[] found = [.. files.Select(Found).OfType<Box>()];

        Assert.InRange(found.Length, 0.9 * files.Length, files.Length);
        // From ear to ear: a cascade's square is a quarter wider.
        Assert.InRange(Median(found, box => box.Width), 145, 175);
        Assert.InRange(Median(found, box => box.CentreX), 95, 105);
        Assert.InRange(Median(found, box => box.CentreY), 75, 95);
    }

    [Fact]
    public void A_large_picture_is_searched_smaller_and_its_box_is_in_its_own_pixels()
    {
        using var picture = APictureWithAFace();
        var box = finder.Find(picture)!.Value.Box;
        using var large = picture.Resize(new Size(4 * picture.Width, 4 * picture.Height));
        using var before = large.Clone();

        var found = finder.Find(large)!.Value.Box;

        var wanted = new Box(4 * box.X, 4 * box.Y, 4 * box.Width, 4 * box.Height);
        Assert.InRange(wanted.IntersectionOverUnion(found), 0.8, 1);
        Assert.Equal(0, Cv2.Norm(before, large));
    }

    [Fact]
    public void A_face_that_is_small_in_its_picture_is_not_the_one_that_is_meant()
    {
        using var picture = APictureWithAFace();
        using var far = new Mat();
        var border = 2 * picture.Width;
        Cv2.CopyMakeBorder(picture, far, border, border, border, border, BorderTypes.Replicate);

        Assert.Null(finder.Find(far));
    }

    [Theory]
    [InlineData(200, 200)]
    [InlineData(3000, 1)]
    [InlineData(1, 3000)]
    [InlineData(1, 1)]
    public void A_picture_without_a_face_has_none_however_odd_its_size(int width, int height)
    {
        using var grey = new Mat(height, width, MatType.CV_8UC3, Scalar.Gray);

        Assert.Null(finder.Find(grey));
    }

    [Fact]
    public void The_fallback_is_the_middle_of_the_picture()
    {
        var box = FaceFinder.Fallback(300, 200);

        Assert.Equal((150, 100), (box.CentreX, box.CentreY));
        Assert.Equal((160, 160), (box.Width, box.Height));
    }

    public void Dispose() => finder.Dispose();

    private static IEnumerable<string> Pictures() =>
        Directory.EnumerateFiles(SharedData.PathOrSkip("data/utkface"), "*.jpg").Order(StringComparer.Ordinal);

    private Mat APictureWithAFace() => FaceReader.Read(Pictures().First(file => Found(file) is not null));

    private Box? Found(string file)
    {
        using var picture = FaceReader.Read(file);
        return finder.Find(picture)?.Box;
    }

    private static float Median(Box[] boxes, Func<Box, float> value) =>
        boxes.Select(value).Order().ElementAt(boxes.Length / 2);
}
