using OpenCvSharp;
using Vitrine.Vision.Sources;
using Xunit;

namespace Vitrine.Tests.Vision.Sources;

public sealed class PictureWatchTests : IDisposable
{
    private readonly FramePool pool = new();
    private readonly List<string> lines = [];
    private readonly PictureWatch watch;
    private double seconds;

    public PictureWatchTests() => watch = new PictureWatch(TimeSpan.FromSeconds(10), lines.Add);

    [Theory]
    [InlineData(0, 255, false, "frozen")]
    [InlineData(0, 8, true, "dark")]
    [InlineData(100, 106, true, "covered")]
    [InlineData(0, 255, true, null)]
    public void A_camera_whose_pictures_show_nobody_is_told_after_ten_seconds(
        int from,
        int to,
        bool changes,
        string? fault
    )
    {
        Show(pictures: 10, from, to, changes);
        Assert.Null(watch.Fault);

        Show(pictures: 3, from, to, changes);

        Assert.Equal(fault, watch.Fault);
        Assert.Equal(fault is null ? 0 : 1, lines.Count);
    }

    [Fact]
    public void It_is_told_at_once_when_that_is_over()
    {
        Show(pictures: 13, 0, 8, changes: true);

        Show(pictures: 1, 0, 255, changes: true);

        Assert.Null(watch.Fault);
        OneLine.Says(lines[^1], "not dark any more");
    }

    public void Dispose() => pool.Dispose();

    private void Show(int pictures, int from, int to, bool changes)
    {
        for (var picture = 0; picture < pictures; picture++, seconds++)
        {
            using var frame = pool.Counter.Fill(pixels => Paint(pixels, from, to, changes ? (int)seconds : 0))!;
            watch.Look(frame);
        }
    }

    private TimeSpan? Paint(Mat pixels, int from, int to, int seed)
    {
        pixels.Create(48, 64, MatType.CV_8UC3);
        new RNG((ulong)seed + 1).Fill(pixels, DistributionType.Uniform, Scalar.All(from), Scalar.All(to));
        return TimeSpan.FromSeconds(seconds);
    }
}
