using System.Collections.Immutable;
using Vitrine.Models;
using Vitrine.Windows.Held;
using Xunit;

namespace Vitrine.Tests.Windows.Held;

/// <summary>Ten thousand days of shops, quiet and busy, with crowds of many and of few descriptions.</summary>
public sealed class RandomDaysTests
{
    private const int Days = 10_000;
    private const int K = 3;
    private static readonly int Cells = Demography.Rows.Count * Demography.AgeGroups.Count;

    [Fact]
    public void No_published_count_of_described_people_is_small_nor_is_a_difference_of_two()
    {
        for (var seed = 0; seed < Days; seed++)
        {
            var day = new Day(seed);
            var held = HeldTable.Empty;
            var sums = new int[Cells];
            foreach (var window in day.Windows)
            {
                (var told, held) = held.Tell(window[..^1], window.Sum(), K);
                for (var cell = 0; cell < Cells; cell++)
                {
                    sums[cell] += told[cell];
                }

                // All multiples of k: so is every sum and difference of them, of one cell or of several, of one window or of many.
                Assert.True(told.All(count => count >= 0 && count % K == 0));
                // Whom a window with something told does not tell of are no few either.
                Assert.True(told.All(count => count == 0 || day.SinceTold(window) - count >= K - 1));
            }

            Assert.True(sums.All(sum => sum % K == 0));
        }
    }

    [Fact]
    public void No_count_is_lost_and_of_nearly_every_cell_less_than_k_is_held_at_a_days_end()
    {
        var (cells, few, most) = (0, 0, 0);
        var atLastPeriod = 0;
        for (var seed = 0; seed < Days; seed++)
        {
            var day = new Day(seed);
            var held = HeldTable.Empty;
            var (came, told) = (new int[Cells], new int[Cells]);
            var last = held;
            foreach (var window in day.Windows)
            {
                (var counts, held) = held.Tell(window[..^1], window.Sum(), K);
                for (var cell = 0; cell < Cells; cell++)
                {
                    (came[cell], told[cell]) = (came[cell] + window[cell], told[cell] + counts[cell]);
                }

                last = held.Visitors == 0 ? held : last;
            }

            Assert.Equal(came, told.Zip(held.Held, (shown, rest) => shown + rest));
            (cells, few, most) = (
                cells + Cells,
                few + held.Held.Count(rest => rest < K),
                Math.Max(most, held.Held.Max())
            );
            atLastPeriod += Cells - last.Held.Count(rest => rest >= K);
        }

        var figures =
            $"{few} of {cells} cells hold less than k, {atLastPeriod} at the last period's end, {most} at the most";
        TestContext.Current.TestOutputHelper?.WriteLine(figures);
        Assert.True(few > 0.96 * cells && atLastPeriod > 0.98 * cells && most < 3 * K, figures);
    }

    /// <summary>
    /// The attacker knows the rule. For each cell another day is shown to it that looks the same, in which nobody was of that cell
    /// but those told, each of them in the very period in which it was told.
    /// </summary>
    [Fact]
    public void Each_day_looks_like_one_on_which_all_that_is_told_of_a_cell_came_at_once()
    {
        for (var seed = 0; seed < Days; seed++)
        {
            var periods = Periods(new Day(seed));
            foreach (var account in Enumerable.Range(0, 2))
            {
                var (held, spare) = (HeldTable.Empty, new int[Cells]);
                foreach (var (visitors, told, after) in periods)
                {
                    // Of the one account's cells come those told, and change in what is spare; of the other's those told alone.
                    var other = told.Select(
                        (count, cell) => cell % 2 == account ? count + after[cell] - spare[cell] : count
                    );
                    int[] came = [.. other];
                    Assert.True(came.All(people => people >= 0));
                    Assert.True(came.Sum() <= visitors);
                    (var again, held) = held.Tell([.. came], visitors, K);
                    Assert.True(told.SequenceEqual(again));
                    spare = [.. after];
                }
            }
        }
    }

    /// <summary>What is published of a day, period by period, and what then is spare, which follows from it.</summary>
    private static List<(int Visitors, ImmutableArray<int> Told, ImmutableArray<int> Spare)> Periods(Day day)
    {
        List<(int, ImmutableArray<int>, ImmutableArray<int>)> periods = [];
        var (held, visitors) = (HeldTable.Empty, 0);
        foreach (var window in day.Windows)
        {
            visitors += window.Sum();
            (var told, held) = held.Tell(window[..^1], window.Sum(), K);
            if (held.Visitors == 0 && visitors > 0)
            {
                periods.Add((visitors, told, held.Spare));
                visitors = 0;
            }
        }

        return periods;
    }

    /// <summary>A day's windows: by cell the people who came, and last those in no cell.</summary>
    private sealed class Day
    {
        private readonly Dictionary<ImmutableArray<int>, int> since = [];

        public Day(int seed)
        {
            var random = new Random(seed);
            var (busy, undescribed) = (random.Next(1, 12), random.NextDouble() / 5);
            double[] shares =
            [
                .. Enumerable.Range(0, Cells).Select(_ => Math.Pow(random.NextDouble(), random.Next(1, 5))),
            ];
            var visitors = 0;
            for (var window = 0; window < 24; window++)
            {
                var counts = new int[Cells + 1];
                var people = random.Next(busy);
                for (var person = 0; person < people; person++)
                {
                    counts[random.NextDouble() < undescribed ? Cells : Drawn(random, shares)]++;
                }

                visitors += people;
                Windows.Add([.. counts]);
                since[Windows[^1]] = visitors;
                visitors = visitors >= 2 * K ? 0 : visitors;
            }
        }

        public List<ImmutableArray<int>> Windows { get; } = [];

        /// <summary>Visitors of the period that ends with a window, or is open in it.</summary>
        public int SinceTold(ImmutableArray<int> window) => since[window];

        private static int Drawn(Random random, double[] shares)
        {
            var at = random.NextDouble() * shares.Sum();
            var cell = 0;
            while (cell < shares.Length - 1 && (at -= shares[cell]) > 0)
            {
                cell++;
            }

            return cell;
        }
    }
}
