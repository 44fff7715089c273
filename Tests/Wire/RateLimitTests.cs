using CsCheck;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Wire;

public sealed class RateLimitTests
{
    private static readonly DateTimeOffset Begin = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_few_lines_pass_and_the_rest_of_the_period_is_held_back()
    {
        var (_, passed, heldBack) = Ask(Enumerable.Range(0, 10).Select(second => second * 0.9));

        Assert.Equal((RateLimit.Most, 0), (passed, heldBack));
    }

    [Fact]
    public void The_next_period_begins_afresh_and_tells_what_was_held_back()
    {
        var (limit, _, _) = Ask([0, 1, 2, 3, 4]);

        var (next, pass, heldBack) = limit.Ask(Begin + RateLimit.Period);

        Assert.Equal((true, 2), (pass, heldBack));
        Assert.Equal(
            (true, 0),
            (next.Ask(Begin + RateLimit.Period).Pass, next.Ask(Begin + RateLimit.Period).HeldBackBefore)
        );
    }

    [Fact]
    public void Every_line_passes_is_told_of_or_is_still_held_back() =>
        Gen.Double[0, 5]
            .Array[0, 60]
            .Sample(gaps =>
            {
                var times = gaps.Select((_, index) => gaps.Take(index + 1).Sum());
                var (limit, passed, told) = Ask(times);
                Assert.Equal(gaps.Length, passed + told + limit.HeldBack);
            });

    private static (RateLimit Limit, int Passed, int Told) Ask(IEnumerable<double> seconds)
    {
        var (limit, passed, told) = (RateLimit.Fresh, 0, 0);
        foreach (var second in seconds)
        {
            (limit, var pass, var heldBack) = limit.Ask(Begin.AddSeconds(second));
            passed += pass ? 1 : 0;
            told += heldBack;
        }

        return (limit, passed, told);
    }
}
