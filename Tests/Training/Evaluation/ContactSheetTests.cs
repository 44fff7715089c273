using OpenCvSharp;
using Vitrine.Training.Evaluation;
using Xunit;

namespace Vitrine.Tests.Training.Evaluation;

public sealed class ContactSheetTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Sheet => folder["sheet.png"];

    [Fact]
    public void Right_ones_are_framed_green_and_wrong_ones_red()
    {
        using var face = new Mat(40, 30, MatType.CV_8UC3, Scalar.Gray);

        ContactSheet.Draw(Sheet, [(face, "0-2", "0-2", 0.9)]);
        var right = Colours(Sheet);
        ContactSheet.Draw(Sheet, [(face, "0-2", "4-6", 0.9)]);
        var wrong = Colours(Sheet);

        Assert.True(right is { Green: > 1000, Red: 0 }, $"{right}");
        Assert.True(wrong is { Green: 0, Red: > 1000 }, $"{wrong}");
    }

    [Fact]
    public void Every_face_is_on_the_sheet_whatever_its_shape()
    {
        using var wide = new Mat(20, 300, MatType.CV_8UC3, Scalar.Blue);
        using var narrow = new Mat(300, 1, MatType.CV_8UC3, Scalar.Blue);

        ContactSheet.Draw(Sheet, Enumerable.Range(0, 11).Select(i => (i % 2 == 0 ? wide : narrow, "a", "a", 0.5)));

        using var sheet = Cv2.ImRead(Sheet);
        Assert.InRange((double)sheet.Width / sheet.Height, 0.6, 1.6);
        // A wide one is 120 x 8 pixels, a narrow one 1 x 120.
        Assert.Equal((6 * 120 * 8) + (5 * 120), Count(sheet, Scalar.Blue));
    }

    [Fact]
    public void No_face_is_an_empty_sheet()
    {
        ContactSheet.Draw(Sheet, []);

        using var sheet = Cv2.ImRead(Sheet);
        Assert.False(sheet.Empty());
    }

    public void Dispose() => folder.Dispose();

    private static (int Green, int Red) Colours(string file)
    {
        using var sheet = Cv2.ImRead(file);
        return (Count(sheet, new Scalar(60, 140, 20)), Count(sheet, new Scalar(40, 30, 205)));
    }

    private static int Count(Mat picture, Scalar colour)
    {
        using var mask = new Mat();
        Cv2.InRange(picture, colour, colour, mask);
        return Cv2.CountNonZero(mask);
    }
}
