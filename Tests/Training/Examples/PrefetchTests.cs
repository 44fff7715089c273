using Vitrine.Training.Examples;
using Xunit;

namespace Vitrine.Tests.Training.Examples;

public sealed class PrefetchTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public void Results_come_in_the_items_order(int most) =>
        Assert.Equal(
            Enumerable.Range(0, 200).Select(number => number * 2),
            Prefetch.Of(Enumerable.Range(0, 200), number => number * 2, most)
        );

    [Fact]
    public void No_more_are_begun_than_may_be_held()
    {
        var (begun, taken, worst) = (0, 0, 0);

        foreach (
            var _ in Prefetch.Of(
                Enumerable.Range(0, 100),
                number =>
                {
                    Interlocked.Increment(ref begun);
                    return number;
                },
                most: 4
            )
        )
        {
            worst = Math.Max(worst, Volatile.Read(ref begun) - taken);
            taken++;
        }

        Assert.Equal(100, taken);
        Assert.InRange(worst, 1, 4);
    }

    [Fact]
    public void What_the_work_throws_the_taker_gets_after_the_results_before()
    {
        var taken = new List<int>();

        var thrown = Assert.Throws<InvalidDataException>(() =>
            taken.AddRange(Each(Prefetch.Of(Enumerable.Range(0, 10), FailingAt(6), most: 3)))
        );

        Assert.Equal("item 6", thrown.Message);
    }

    [Fact]
    public async Task When_the_taker_stops_no_work_goes_on_behind_its_back()
    {
        using var gate = new ManualResetEventSlim();
        var running = 0;
        int Work(int number)
        {
            Interlocked.Increment(ref running);
            if (number > 0)
            {
                gate.Wait(Soon.Deadline);
            }

            Interlocked.Decrement(ref running);
            return number;
        }

        var results = Prefetch.Of(Enumerable.Range(0, 10), Work, most: 3).GetEnumerator();
        Assert.True(results.MoveNext());
        await Soon.True(() => Volatile.Read(ref running) == 2);
        var leaving = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var left = Task.Run(
            () =>
            {
                leaving.SetResult();
                results.Dispose();
                return Volatile.Read(ref running);
            },
            TestContext.Current.CancellationToken
        );
        await Soon.Done(leaving.Task);
        gate.Set();

        Assert.Equal(0, await Soon.Done(left));
    }

    [Fact]
    public void A_taker_that_stops_hears_nothing_of_work_that_fails_later()
    {
        using var results = Prefetch.Of(Enumerable.Range(0, 10), FailingAt(1), most: 5).GetEnumerator();

        Assert.True(results.MoveNext());
        Assert.Equal(0, results.Current);
    }

    private static Func<int, int> FailingAt(int bad) =>
        number => number == bad ? throw new InvalidDataException($"item {number}") : number;

    private static IEnumerable<int> Each(IEnumerable<int> results)
    {
        var expected = 0;
        foreach (var result in results)
        {
            Assert.Equal(expected++, result);
            yield return result;
        }
    }
}
