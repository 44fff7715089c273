using CsCheck;
using Vitrine.Vision.Counting;
using Xunit;

namespace Vitrine.Tests.Vision.Counting;

public sealed class DwellsTests
{
    [Fact]
    public void No_visit_lasted_no_time() =>
        Assert.Equal(
            (0, 0.0, 0.0),
            (Dwells.None.Visits, Seconds(Dwells.None.Mean), Seconds(Dwells.None.Quantile(0.5)))
        );

    [Fact]
    public void The_median_of_an_even_number_lies_between_the_two_in_the_middle() =>
        Assert.Equal(2.5, Seconds(Of(4, 1, 3, 2).Quantile(0.5)));

    [Fact]
    public void A_quantile_between_two_visits_is_between_their_durations() =>
        Assert.Equal((1, 9.1, 10), (Seconds(Tens.Quantile(0)), Seconds(Tens.Quantile(0.9)), Seconds(Tens.Quantile(1))));

    [Fact]
    public void The_visits_of_two_are_those_of_both_in_any_order() =>
        Gen.Select(Gen.Double[0, 1000].Array[0, 30], Gen.Double[0, 1000].Array[0, 30])
            .Sample(
                (earlier, later) =>
                {
                    var (merged, together) = (Of(earlier).Merge(Of(later)), Of([.. earlier, .. later]));
                    Assert.Equal((together.Visits, together.Total), (merged.Visits, merged.Total));
                    Assert.Equal(together.Quantile(0.9), merged.Quantile(0.9));
                }
            );

    [Theory]
    [InlineData(Dwells.Most)]
    [InlineData(Dwells.Most + 1)]
    [InlineData(45_000)]
    public void Beyond_ten_thousand_visits_mean_and_number_stay_exact_and_quantiles_nearly_so(int visits)
    {
        var random = new Random(1);
        var durations = Enumerable.Range(1, visits).Select(n => n * 60.0 / visits).ToArray();
        random.Shuffle(durations);

        var dwells = Of(durations);
        var merged = Of(durations[..(visits / 3)]).Merge(Of(durations[(visits / 3)..]));

        foreach (var all in new[] { dwells, merged })
        {
            Assert.Equal(visits, all.Visits);
            Assert.Equal(durations.Average(), Seconds(all.Mean), 3);
            Assert.Equal(30, Seconds(all.Quantile(0.5)), 1.2);
            Assert.Equal(54, Seconds(all.Quantile(0.9)), 1.2);
        }
    }

    private static Dwells Tens => Of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);

    private static Dwells Of(params IEnumerable<double> seconds) =>
        seconds.Aggregate(Dwells.None, (dwells, s) => dwells.With(TimeSpan.FromSeconds(s)));

    private static double Seconds(TimeSpan time) => time.TotalSeconds;
}
