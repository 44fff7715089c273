using OpenCvSharp;
using Vitrine.Training.Preparation;
using Vitrine.Vision;
using Xunit;

namespace Vitrine.Tests.Training.Preparation;

public sealed class PictureInspectionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_picture_is_good_or_dropped_for_its_reason()
    {
        folder.Write("good.png", Picture(40));
        folder.Write("twin.png", Picture(40));
        folder.Write("tiny.png", Picture(PictureInspection.MinSide - 1));
        folder.Write("half.png", Picture(40)[..40]);
        folder.Write("text.png", "no picture");
        folder.Write("empty.png", "");
        Directory.CreateDirectory(folder["folder.png"]);

        Expect("good.png", null);
        Expect("tiny.png", Reason.UnreadablePicture);
        Expect("half.png", Reason.UnreadablePicture);
        Expect("text.png", Reason.UnreadablePicture);
        Expect("empty.png", Reason.UnreadablePicture);
        Expect("folder.png", Reason.MissingPicture);
        Expect("gone.png", Reason.MissingPicture);
        Assert.Equal(Inspect("good.png").Content, Inspect("twin.png").Content);
    }

    [Theory]
    [InlineData(0, 0, 40, null)]
    [InlineData(-10, 30, 20, null)]
    [InlineData(40, 0, 20, Reason.BoxOutside)]
    [InlineData(0, -20, 20, Reason.BoxOutside)]
    public void A_box_must_touch_its_picture(float x, float y, float side, string? reason)
    {
        folder.Write("good.png", Picture(40));

        Expect("good.png", reason, new Box(x, y, side, side));
    }

    public void Dispose() => folder.Dispose();

    private void Expect(string file, string? reason, Box? box = null) =>
        Assert.Equal((file, reason), (file, Inspect(file, box).Dropped));

    private DataPoint Inspect(string file, Box? box = null)
    {
        var data = Points.DataOf(Points.Of(file, "", 30, 0, box)) with { Images = folder.Path };
        return PictureInspection.Inspect(data, (_, _) => { }, TestContext.Current.CancellationToken).Single();
    }

    private static byte[] Picture(int side)
    {
        using var pixels = new Mat(side, side, MatType.CV_8UC3, Scalar.Red);
        return pixels.ImEncode(".png");
    }
}
