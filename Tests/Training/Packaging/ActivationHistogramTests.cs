using Vitrine.Training.Packaging;
using Xunit;

namespace Vitrine.Tests.Training.Packaging;

public sealed class ActivationHistogramTests
{
    [Fact]
    public void Even_values_keep_their_whole_range()
    {
        var range = Best([.. Enumerable.Range(0, 10_000).Select(i => (i / 5_000f) - 1)]);

        Assert.Equal(-1, range.Min, tolerance: 1e-3f);
        Assert.Equal(1, range.Max, tolerance: 1e-3f);
    }

    [Fact]
    public void One_far_value_does_not_make_all_others_coarse()
    {
        var range = Best([.. Enumerable.Range(0, 1_000_000).Select(i => i % 100 / 100f), 3]);

        Assert.InRange(range.Max, 0.95f, 1.5f);
    }

    [Theory]
    [InlineData(-1, 3)]
    [InlineData(0, 6)]
    [InlineData(-7, 0)]
    [InlineData(0.5, 2)]
    [InlineData(-3, -2)]
    [InlineData(0, 0)]
    public void Nothing_is_a_step_of_its_own(float least, float most)
    {
        var range = ActivationRange.Holding(least, most);

        Assert.True(range.Scale > 0);
        Assert.InRange(range.ZeroPoint * range.Scale, -range.Min - (range.Scale / 2), -range.Min + range.Scale);
        Assert.True(range.Min <= least && range.Max >= most);
    }

    private static ActivationRange Best(float[] values)
    {
        var histogram = new ActivationHistogram(ActivationRange.Holding(values.Min(), values.Max()));
        histogram.Count(values);
        return histogram.BestRange();
    }
}
