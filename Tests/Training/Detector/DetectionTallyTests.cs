using OpenCvSharp;
using Vitrine.Training.Detector;
using Vitrine.Vision;
using Vitrine.Vision.Detection;
using Xunit;

namespace Vitrine.Tests.Training.Detector;

public sealed class DetectionTallyTests
{
    private static readonly Box Low = new(0, 0, 20, 20);
    private static readonly Box High = new(100, 0, 60, 60);
    private static readonly Box Nowhere = new(300, 0, 30, 30);

    [Fact]
    public void Every_face_found_and_nothing_else_is_an_average_precision_of_one()
    {
        var tally = new DetectionTally();
        tally.Add([At(Low, 0.8f), At(High, 0.9f)], [At(Low, 1), At(High, 1)], []);

        Assert.Equal(1, tally.AveragePrecision());
        Assert.Equal((1, 0.8f), tally.RecallAt(0.99));
    }

    [Fact]
    public void A_false_face_counts_by_how_sure_it_is()
    {
        Assert.Equal(0.5, With(0.95f).AveragePrecision());
        Assert.Equal(1, With(0.5f).AveragePrecision());
        Assert.Equal(1, With(0.5f).RecallAt(0.99).Recall);
        Assert.Equal(0, With(0.95f).RecallAt(0.99).Recall);
        Assert.Equal(1, With(0.5f).FalsePerPicture(0.4f));
        Assert.Equal(0, With(0.5f).FalsePerPicture(0.6f));

        static DetectionTally With(float score)
        {
            var tally = new DetectionTally();
            tally.Add([At(Nowhere, score), At(Low, 0.9f)], [At(Low, 1)], []);
            return tally;
        }
    }

    [Fact]
    public void A_face_that_is_found_twice_is_false_once()
    {
        var tally = new DetectionTally();
        tally.Add([At(Low, 0.9f), At(Low with { X = 2 }, 0.8f)], [At(Low, 1)], []);

        Assert.Equal(1, tally.FalsePerPicture(0));
    }

    [Fact]
    public void What_lies_on_an_unclear_face_counts_neither_for_nor_against()
    {
        var tally = new DetectionTally();
        tally.Add([At(Nowhere, 0.9f), At(Low, 0.8f)], [At(Low, 1)], [Nowhere]);

        Assert.Equal(1, tally.AveragePrecision());
        Assert.Equal(1, tally.Count());
    }

    [Fact]
    public void Faces_lower_than_asked_for_need_not_be_found_and_may_be()
    {
        using var scene = new Scene(new Mat(100, 200, MatType.CV_8UC3));
        scene.Add(At(Low, 1), leastHeight: 9);
        scene.Add(At(High, 1), leastHeight: 9);

        var tally = new DetectionTally();
        // Too high by half: no match of the low face.
        tally.Add([At(Low with { Height = 45 }, 0.9f), At(High, 0.8f)], scene, leastHeight: 24);

        Assert.Equal(1, tally.Count());
        Assert.Equal(1, tally.AveragePrecision());
    }

    [Fact]
    public void Bands_of_heights_are_judged_apart()
    {
        var tally = new DetectionTally();
        tally.Add([At(High, 0.9f)], [At(Low, 1), At(High, 1)], []);

        Assert.Equal(0, tally.AveragePrecision(12, 24));
        Assert.Equal(1, tally.AveragePrecision(48));
        Assert.Equal(0.5, tally.AveragePrecision());
    }

    private static FaceDetection At(Box box, float score) => new(box, score);
}
