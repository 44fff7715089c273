using CsCheck;
using Vitrine.Tests.Training.Examples;
using Vitrine.Training.Learning;
using Xunit;

namespace Vitrine.Tests.Training.Learning;

public sealed class LearningRateTests
{
    private const long Steps = 900;
    private static readonly string[] Schedules = ["constant", "step", "cosine", "one-cycle"];

    [Fact]
    public void It_rises_from_a_tenth_over_the_warm_up_and_never_after_it() =>
        Gen.Select(Gen.Int[0, Schedules.Length - 1], Gen.Double[0, 0.5], Gen.Double[1e-7, 1])
            .Sample(
                (schedule, warmup, peak) =>
                {
                    var rates = Rates(Schedules[schedule], warmup, peak);
                    var top = rates.IndexOf(rates.Max());
                    Assert.Equal(rates.Take(top + 1).Order(), rates.Take(top + 1));
                    Assert.Equal(rates.Skip(top).OrderDescending(), rates.Skip(top));
                    Assert.All(rates, rate => Assert.InRange(rate, 0.00099 * peak, peak));
                    Assert.Equal(peak, rates[top], 0.01 * peak);
                    if (top > 0)
                    {
                        Assert.Equal(0.1 * peak, rates[0], 0.001 * peak);
                    }
                },
                iter: 200
            );

    [Theory]
    [InlineData("constant", 1, 1, 1)]
    [InlineData("step", 1, 0.1, 0.01)]
    [InlineData("cosine", 0.5005, 0.0670, 0.001)]
    public void After_the_warm_up_each_has_its_shape(string schedule, double half, double fiveSixths, double end)
    {
        var rates = Rates(schedule, warmup: 0, peak: 1);

        Assert.Equal(1, rates[0]);
        Assert.Equal(half, rates[450], 1e-3);
        Assert.Equal(fiveSixths, rates[750], 1e-3);
        Assert.Equal(end, rates[899], 1e-3);
    }

    [Theory]
    [InlineData(0, 270)]
    [InlineData(0.5, 450)]
    public void One_cycle_has_its_peak_at_three_tenths_at_least(double warmup, int peak) =>
        Assert.Equal(peak, Rates("one-cycle", warmup, 1).IndexOf(1));

    [Fact]
    public void Steps_beyond_the_run_stay_at_its_end() =>
        Assert.Equal(1e-3, LearningRate.At(Drawn.Gender(job => job.LearningRate = 1), 5000, Steps), 1e-9);

    private static List<double> Rates(string schedule, double warmup, double peak)
    {
        var job = Drawn.Gender(job => (job.Schedule, job.Warmup, job.LearningRate) = (schedule, warmup, peak));
        return [.. Enumerable.Range(0, (int)Steps).Select(step => LearningRate.At(job, step, Steps))];
    }
}
