using OpenCvSharp;
using Vitrine.Vision.Detection;
using Xunit;

namespace Vitrine.Tests.Vision.Detection;

/// <summary>The detector against OpenCV's own on pictures drawn here; the cascade files are Debian's opencv-data.</summary>
public sealed class HaarCascadeTests
{
    private const string Folder = "/usr/share/opencv4/haarcascades/";
    private const string Default = Folder + "haarcascade_frontalface_default.xml";

    [Theory]
    [InlineData("haarcascade_frontalface_default.xml")]
    [InlineData("haarcascade_frontalface_alt2.xml")]
    [InlineData("haarcascade_frontalface_alt.xml")]
    public void The_boxes_are_those_of_OpenCV(string cascade)
    {
        Assert.All(
            new HaarParameters[] { new(), new(1.2, 3, 24), new(1.1, 5, 48), new(1.3, 1, 20, 90) },
            parameters =>
                Assert.All(
                    [1, 2, 3],
                    seed =>
                    {
                        using var picture = DrawnFaces.Draw(seed, 323 + seed, 241);
                        Assert.Equal(
                            OpenCvFinds(Folder + cascade, picture, parameters),
                            Find(Folder + cascade, picture, parameters)
                        );
                    }
                )
        );
    }

    [Fact]
    public void The_raw_hits_are_those_of_OpenCV_one_by_one()
    {
        using var picture = DrawnFaces.Draw(seed: 4, width: 320, height: 240);
        var parameters = new HaarParameters(1.1, MinNeighbours: 0, MinSize: 24);
        var hits = Find(Default, picture, parameters);
        Assert.NotEmpty(hits);
        Assert.Equal(OpenCvFinds(Default, picture, parameters), hits);
    }

    [Fact]
    public void The_drawn_faces_are_found()
    {
        using var picture = DrawnFaces.Draw(seed: 5, width: 320, height: 240);
        Assert.NotEmpty(Find(Default, picture, new HaarParameters(MinNeighbours: 3)));
    }

    [Fact]
    public void A_region_of_a_larger_picture_works_like_a_picture_of_its_own()
    {
        using var picture = DrawnFaces.Draw(seed: 6, width: 320, height: 240);
        using var region = picture[new Rect(17, 5, 251, 220)];
        using var copy = region.Clone();
        Assert.Equal(Find(Default, copy, new HaarParameters()), Find(Default, region, new HaarParameters()));
    }

    [Fact]
    public void A_picture_smaller_than_the_window_holds_no_face()
    {
        using var picture = new Mat(20, 20, MatType.CV_8UC1, Scalar.Black);
        Assert.Empty(Find(Default, picture, new HaarParameters()));
    }

    [Fact]
    public void A_minimum_no_size_meets_searches_the_nearest_size_as_OpenCV_does()
    {
        using var picture = DrawnFaces.Draw(seed: 7, width: 320, height: 240);
        var parameters = new HaarParameters(1.1, MinNeighbours: 1, MinSize: 90, MaxSize: 90);
        Assert.Equal(OpenCvFinds(Default, picture, parameters), Find(Default, picture, parameters));
    }

    [Fact]
    public void A_second_picture_of_the_same_size_allocates_nothing()
    {
        using var picture = DrawnFaces.Draw(seed: 8, width: 320, height: 240);
        using var cascade = HaarCascade.Load(Default);
        var (found, parameters) = (new List<Rect>(), new HaarParameters());
        cascade.Detect(picture, parameters, found);
        cascade.Detect(picture, parameters, found);
        var before = GC.GetAllocatedBytesForCurrentThread();
        cascade.Detect(picture, parameters, found);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_colour_picture_is_refused()
    {
        using var cascade = HaarCascade.Load(Default);
        using var picture = new Mat(40, 40, MatType.CV_8UC3, Scalar.Black);
        Assert.Throws<ArgumentException>(() => cascade.Detect(picture, new HaarParameters(), []));
    }

    [Fact]
    public void A_scale_factor_of_one_is_refused()
    {
        using var cascade = HaarCascade.Load(Default);
        using var picture = new Mat(40, 40, MatType.CV_8UC1, Scalar.Black);
        Assert.Throws<ArgumentException>(() => cascade.Detect(picture, new HaarParameters(ScaleFactor: 1), []));
    }

    private static List<Rect> Find(string path, Mat picture, HaarParameters parameters)
    {
        using var cascade = HaarCascade.Load(path);
        List<Rect> found = [];
        cascade.Detect(picture, parameters, found);
        return Sorted(found);
    }

    private static List<Rect> OpenCvFinds(string path, Mat picture, HaarParameters parameters)
    {
        using var cascade = new CascadeClassifier(path);
        var max = parameters.MaxSize == 0 ? (Size?)null : new Size(parameters.MaxSize, parameters.MaxSize);
        return Sorted(
            cascade.DetectMultiScale(
                picture,
                parameters.ScaleFactor,
                parameters.MinNeighbours,
                default,
                new Size(parameters.MinSize, parameters.MinSize),
                max
            )
        );
    }

    private static List<Rect> Sorted(IEnumerable<Rect> boxes) => [.. boxes.OrderBy(b => (b.Width, b.Y, b.X))];
}
