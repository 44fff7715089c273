using Vitrine.Vision.Counting;
using Xunit;

namespace Vitrine.Tests.Vision.Counting;

public sealed class OccupancyTallyTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_first_frame_without_time_tells_who_is_in_it() =>
        Assert.Equal((2.0, 2), MeanAndPeak(default(OccupancyTally).With(TimeSpan.Zero, 0, 2)));

    [Fact]
    public void Who_was_in_view_before_the_first_frame_of_a_window_counts_for_the_time_up_to_it() =>
        Assert.Equal((3.0, 3), MeanAndPeak(default(OccupancyTally).With(Second, 3, 0)));

    [Fact]
    public void In_a_long_gap_nobody_knows_who_was_there() =>
        Assert.Equal(OccupancyTally.LongestGap, default(OccupancyTally).With(TimeSpan.FromHours(1), 2, 2).Time);

    [Fact]
    public void Time_that_goes_back_counts_as_none() => Assert.Equal((TimeSpan.Zero, 1), (Back.Time, Back.Peak));

    [Fact]
    public void Two_windows_together_have_the_mean_over_both_times_and_the_higher_peak() =>
        Assert.Equal(
            ((1 + (4 * 3)) / 5.0, 3),
            MeanAndPeak(
                default(OccupancyTally).With(Second, 1, 1).Merge(default(OccupancyTally).With(4 * Second, 3, 0))
            )
        );

    private static OccupancyTally Back => default(OccupancyTally).With(-Second, 5, 1);

    private static (double, int) MeanAndPeak(OccupancyTally tally) => (tally.Mean, tally.Peak);
}
