using OpenCvSharp;
using Vitrine.Vision;
using Vitrine.Vision.Synthetic;
using Xunit;

namespace Vitrine.Tests.Vision.Synthetic;

public class ShopPainterTests
{
    private static readonly double[] Seconds = [3, 7.4, 12.2, 30, 601.5];

    [Fact]
    public void The_same_seed_draws_the_same_pictures()
    {
        using var forwards = new ShopPainter(new SyntheticOptions { Seed = 7 });
        using var backwards = new ShopPainter(new SyntheticOptions { Seed = 7 });
        var once = Seconds.Select(second => Paint(forwards, second)).ToList();
        var again = Seconds.Reverse().Select(second => Paint(backwards, second)).Reverse().ToList();

        Assert.All(once.Zip(again), pair => Assert.Equal(0, Cv2.Norm(pair.First, pair.Second)));
        Release([.. once, .. again]);
    }

    [Fact]
    public void Another_seed_draws_another_street()
    {
        using var one = new ShopPainter(new SyntheticOptions { Seed = 1 });
        using var two = new ShopPainter(new SyntheticOptions { Seed = 2 });
        using var first = Paint(one, 0);
        using var second = Paint(two, 0);

        Assert.True(Cv2.Norm(first, second) > 0);
    }

    [Fact]
    public void A_visitor_in_the_picture_shows()
    {
        var options = new SyntheticOptions();
        using var painter = new ShopPainter(options);
        using var empty = Paint(painter, 0);
        var time = Enumerable.Range(0, 600).Select(k => k / 10.0).First(second => Sighted(painter, second));
        using var busy = Paint(painter, time);

        Assert.Empty(painter.Schedule.Present(TimeSpan.Zero));
        Assert.True(Cv2.Norm(empty, busy, NormTypes.L1) / empty.Total() > 5);
    }

    [Fact]
    public void A_picture_of_the_wrong_size_or_type_is_refused()
    {
        using var painter = new ShopPainter(new SyntheticOptions());
        using var small = new Mat(100, 100, MatType.CV_8UC3);
        using var grey = new Mat(360, 640, MatType.CV_8UC1);

        Assert.Throws<ArgumentException>(() => painter.Paint(TimeSpan.Zero, small));
        Assert.Throws<ArgumentException>(() => painter.Paint(TimeSpan.Zero, grey));
    }

    [Fact]
    public void A_visitor_taller_than_the_picture_is_cut_off_at_its_edges()
    {
        var options = new SyntheticOptions
        {
            Width = 160,
            Height = 160,
            VisitorsPerMinute = 120,
        };
        using var painter = new ShopPainter(options);
        using var into = new Mat(160, 160, MatType.CV_8UC3);
        var faces = new List<Box>();
        for (var tenth = 0; tenth < 300; tenth++)
        {
            var time = TimeSpan.FromSeconds(tenth / 10.0);
            painter.Paint(time, into);
            faces.AddRange(painter.Schedule.Present(time).Select(visit => visit.FaceAt(time)));
        }

        // Some came in and went out on either side, and everybody would need more room below.
        Assert.Contains(faces, face => face.X < 0);
        Assert.Contains(faces, face => face.X + face.Width > 160);
        Assert.All(faces, face => Assert.True(face.Y + (6 * face.Height) > 160));
    }

    private static bool Sighted(ShopPainter painter, double second)
    {
        var time = TimeSpan.FromSeconds(second);
        return painter.Schedule.Present(time).Any(visit => painter.Schedule.IsInSight(visit, time));
    }

    private static Mat Paint(ShopPainter painter, double second)
    {
        var into = new Mat(360, 640, MatType.CV_8UC3);
        painter.Paint(TimeSpan.FromSeconds(second), into);
        return into;
    }

    private static void Release(IEnumerable<Mat> pictures)
    {
        foreach (var picture in pictures)
        {
            picture.Dispose();
        }
    }
}
