using Vitrine.Training.Learning;
using Xunit;

namespace Vitrine.Tests.Training.Learning;

public sealed class LearningRateRangeTests
{
    [Fact]
    public void Rates_rise_from_the_first_to_the_last_by_the_same_factor()
    {
        var rates = Enumerable.Range(0, 8).Select(step => LearningRateRange.At(step, 8)).ToArray();

        Assert.Equal((1e-7, 1.0), (rates[0], Math.Round(rates[^1], 9)));
        Assert.All(rates.Zip(rates.Skip(1)), pair => Assert.Equal(10, pair.Second / pair.First, 1e-6));
    }

    [Fact]
    public void A_loss_that_stays_is_smoothed_to_itself_from_the_first_step_on() =>
        Assert.All(Curve(2, 2, 2, 2, 2), point => Assert.Equal(2, point.Smoothed, 1e-12));

    [Fact]
    public void A_step_in_the_loss_is_followed_in_part()
    {
        var curve = Curve([.. Enumerable.Repeat(1.0, 50), 11]);

        Assert.Equal(2, curve[^1].Smoothed, 0.1);
        Assert.Equal(11, curve[^1].Loss);
    }

    [Fact]
    public void It_is_over_when_the_loss_is_four_times_its_least_or_no_number()
    {
        Assert.False(LearningRateRange.HasDiverged([]));
        Assert.False(LearningRateRange.HasDiverged(Curve(1, 1, 1, 3)));
        Assert.True(LearningRateRange.HasDiverged(Curve(1, 1, 1, 100)));
        Assert.True(LearningRateRange.HasDiverged(Curve(1, 1, double.NaN)));
    }

    [Fact]
    public void A_tenth_of_the_rate_at_the_least_smoothed_loss_is_suggested()
    {
        var curve = Curve(5, 4, 3, 2, 1, 50, double.NaN);

        Assert.Equal(0.1 * curve[4].Rate, LearningRateRange.Suggestion(curve));
        Assert.Null(LearningRateRange.Suggestion(Curve(double.NaN)));
    }

    private static IReadOnlyList<LearningRatePoint> Curve(params double[] losses) =>
        losses
            .Select((loss, step) => (Rate: LearningRateRange.At(step, losses.Length + 1), loss))
            .Aggregate(
                (IReadOnlyList<LearningRatePoint>)[],
                (curve, next) => LearningRateRange.With(curve, next.Rate, next.loss)
            );
}
