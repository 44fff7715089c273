using OpenCvSharp;
using Vitrine.Detection.Haar;
using Xunit;

namespace Vitrine.Tests.Actors.Detection.Haar;

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
                        using var picture = Draw(seed, 323 + seed, 241);
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
        using var picture = Draw(seed: 4, width: 320, height: 240);
        var parameters = new HaarParameters(1.1, MinNeighbours: 0, MinSize: 24);
        var hits = Find(Default, picture, parameters);
        Assert.NotEmpty(hits);
        Assert.Equal(OpenCvFinds(Default, picture, parameters), hits);
    }

    [Fact]
    public void The_drawn_faces_are_found()
    {
        using var picture = Draw(seed: 5, width: 320, height: 240);
        Assert.NotEmpty(Find(Default, picture, new HaarParameters(MinNeighbours: 3)));
    }

    [Fact]
    public void A_region_of_a_larger_picture_works_like_a_picture_of_its_own()
    {
        using var picture = Draw(seed: 6, width: 320, height: 240);
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
        using var picture = Draw(seed: 7, width: 320, height: 240);
        var parameters = new HaarParameters(1.1, MinNeighbours: 1, MinSize: 90, MaxSize: 90);
        Assert.Equal(OpenCvFinds(Default, picture, parameters), Find(Default, picture, parameters));
    }

    [Fact]
    public void A_second_picture_of_the_same_size_allocates_nothing()
    {
        using var picture = Draw(seed: 8, width: 320, height: 240);
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

    [Fact]
    public void A_missing_file_is_named() => AssertRefused("/nowhere/face.xml", "does not exist");

    [Fact]
    public void Tilted_features_are_refused() => AssertRefused(Folder + "haarcascade_fullbody.xml", "tilted");

    [Theory]
    [InlineData("this is no XML", "not XML")]
    [InlineData("<opencv_storage><other/></opencv_storage>", "no cascade")]
    [InlineData("<opencv_storage><cascade><featureType>LBP</featureType><stages/></cascade></opencv_storage>", "LBP")]
    [InlineData(
        "<opencv_storage><cascade><featureType>HAAR</featureType><width>24</width><height>24</height><stages/></cascade></opencv_storage>",
        "no cascade"
    )]
    [InlineData(
        "<opencv_storage><cascade><featureType>HAAR</featureType><features><_><rects><_>1 2 x</_></rects></_></features><stages/></cascade></opencv_storage>",
        "malformed"
    )]
    public void A_file_that_is_no_such_cascade_is_refused(string text, string reason) =>
        AssertTextRefused(text, reason);

    [Fact]
    public void Deeper_trees_are_refused() =>
        AssertTextRefused(
            """
            <opencv_storage><cascade><featureType>HAAR</featureType><width>24</width><height>24</height>
            <stages><_><stageThreshold>0</stageThreshold><weakClassifiers><_>
            <internalNodes>1 0 0 0.1 2 -1 0 0.2 -2 -3 0 0.3</internalNodes><leafValues>0 1 2 3</leafValues></_></weakClassifiers></_></stages>
            <features><_><rects><_>0 0 4 4 -1</_><_>0 0 2 4 2</_></rects></_></features></cascade></opencv_storage>
            """,
            "two tests"
        );

    private static void AssertTextRefused(string text, string reason)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllText(path, text);
        try
        {
            AssertRefused(path, reason);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void AssertRefused(string path, string reason)
    {
        var refusal = Assert.Throws<InvalidDataException>(() => HaarCascade.Load(path));
        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
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

    /// <summary>Four faces of different sizes on a noisy ground.</summary>
    private static Mat Draw(int seed, int width, int height)
    {
        var random = new Random(seed);
        var picture = new Mat(height, width, MatType.CV_8UC1, Scalar.All(90));
        for (var i = 0; i < 30; i++)
        {
            var place = new Rect(random.Next(width), random.Next(height), random.Next(10, 60), random.Next(10, 60));
            Cv2.Rectangle(picture, place, Scalar.All(random.Next(256)), -1);
        }

        DrawFace(picture, width / 4, height / 4, 26 + random.Next(6));
        DrawFace(picture, 3 * width / 4, height / 4, 18 + random.Next(6));
        DrawFace(picture, width / 4, 3 * height / 4, 36 + random.Next(6));
        DrawFace(picture, 3 * width / 4, 3 * height / 4, 46 + random.Next(6));
        Cv2.GaussianBlur(picture, picture, new Size(3, 3), 0);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                picture.Set(y, x, (byte)Math.Clamp(picture.Get<byte>(y, x) + random.Next(-6, 7), 0, 255));
            }
        }

        return picture;
    }

    /// <summary>A shaded oval with hair, brows, eyes, nose and mouth; <paramref name="r"/> is half its width in pixels.</summary>
    private static void DrawFace(Mat picture, int x, int y, int r)
    {
        void Oval(double dx, double dy, double w, double h, int shade) =>
            Cv2.Ellipse(
                picture,
                new Point((int)(x + (dx * r)), (int)(y + (dy * r))),
                new Size(Math.Max(1, (int)(w * r)), Math.Max(1, (int)(h * r))),
                0,
                0,
                360,
                Scalar.All(shade),
                -1,
                LineTypes.AntiAlias
            );

        Oval(0, -0.15, 1.08, 1.35, 45);
        for (var i = 0; i < 8; i++)
        {
            Oval(0, 0.05, 0.95 - (i * 0.06), 1.2 - (i * 0.07), 165 + (i * 6));
        }

        foreach (var side in new[] { -1, 1 })
        {
            Oval(side * 0.4, -0.36, 0.26, 0.07, 70);
            Oval(side * 0.4, -0.16, 0.27, 0.13, 120);
            Oval(side * 0.4, -0.15, 0.17, 0.09, 40);
            Oval(side * 0.12, 0.3, 0.06, 0.04, 110);
            Oval(side * 0.5, 0.25, 0.2, 0.18, 225);
        }

        Oval(0, 0.1, 0.09, 0.25, 232);
        Oval(0, 0.64, 0.36, 0.1, 95);
        Oval(0, 0.64, 0.26, 0.03, 60);
    }
}
