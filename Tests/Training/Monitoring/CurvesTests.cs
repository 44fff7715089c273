using OpenCvSharp;
using Vitrine.Jobs.Runs;
using Vitrine.Training.Monitoring;
using Xunit;

namespace Vitrine.Tests.Training.Monitoring;

public sealed class CurvesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Picture => folder["curves.png"];

    [Fact]
    public void Both_splits_are_drawn_in_both_halves()
    {
        Curves.Draw(Picture, Falling(8));

        using var picture = Cv2.ImRead(Picture);
        Assert.Equal(new Size(1400, 600), picture.Size());
        Assert.All(
            [LeftHalf(picture), RightHalf(picture)],
            half => Assert.True(Blue(half) > 300 && Orange(half) > 300)
        );
    }

    [Fact]
    public void The_best_epoch_is_marked()
    {
        Curves.Draw(Picture, Falling(8));
        var without = Dark(Picture);

        Curves.Draw(Picture, [.. Falling(8).Select(e => e with { Best = e.Epoch == 5 })]);

        Assert.True(Dark(Picture) > without + 300);
    }

    [Fact]
    public void One_epoch_is_enough_and_figures_that_are_no_numbers_are_left_out()
    {
        Curves.Draw(Picture, [Epochs.One(1)]);
        Curves.Draw(Picture, [Epochs.One(1), Epochs.One(2, loss: double.NaN), Epochs.One(3, double.PositiveInfinity)]);
        Curves.Draw(Picture, [Epochs.One(7, double.NaN, double.NaN) with { Best = true }]);

        Assert.Equal([Picture], Directory.GetFiles(folder.Path));
    }

    public void Dispose() => folder.Dispose();

    private static EpochMetrics[] Falling(int epochs) =>
        [
            .. Enumerable
                .Range(1, epochs)
                .Select(i =>
                    Epochs.One(i) with
                    {
                        TrainingLoss = 2.0 / i,
                        ValidationLoss = 0.3 + (1.8 / i),
                        TrainingAccuracy = 1 - (0.6 / i),
                        ValidationAccuracy = 0.9 - (0.6 / i),
                    }
                ),
        ];

    private static Mat LeftHalf(Mat picture) => picture[0, picture.Height, 0, picture.Width / 2];

    private static Mat RightHalf(Mat picture) => picture[0, picture.Height, picture.Width / 2, picture.Width];

    private static int Blue(Mat part) => Count(part, new Scalar(150, 80, 0), new Scalar(210, 150, 70));

    private static int Orange(Mat part) => Count(part, new Scalar(0, 70, 190), new Scalar(40, 130, 240));

    private static int Dark(string file)
    {
        using var picture = Cv2.ImRead(file);
        return Count(picture, new Scalar(50, 50, 50), new Scalar(90, 90, 90));
    }

    private static int Count(Mat part, Scalar from, Scalar to)
    {
        using var mask = new Mat();
        Cv2.InRange(part, from, to, mask);
        return Cv2.CountNonZero(mask);
    }
}
