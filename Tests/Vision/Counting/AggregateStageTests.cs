using System.Collections.Concurrent;
using Vitrine.Tests.Windows;
using Vitrine.Vision.Counting;
using Xunit;

namespace Vitrine.Tests.Vision.Counting;

public sealed class AggregateStageTests : IDisposable
{
    private readonly Looks looks = new();

    [Fact]
    public async Task While_another_thread_cuts_nothing_is_lost_and_nothing_counts_twice()
    {
        var cutsWithVisitors = 0;
        // Where the threads hardly meet, as on a busy machine, it takes more rounds; if they never do, the test shows nothing.
        for (var seed = 1; seed <= 40 || (cutsWithVisitors < 80 && seed <= 400); seed++)
        {
            using var stage = new AggregateStage(TimeProvider.System, Drawn.Places);
            var (whole, counting) = (new OpenWindow(Drawn.Places), true);
            var (random, tallies) = (new Random(seed), new ConcurrentQueue<WindowTally>());
            var cutter = Task.Run(
                () =>
                {
                    while (Volatile.Read(ref counting))
                    {
                        tallies.Enqueue(stage.Cut());
                        Thread.SpinWait(random.Next(20_000));
                    }
                },
                TestContext.Current.CancellationToken
            );
            foreach (var look in looks.Street(seed, walkers: 12))
            {
                whole = whole.Add(look);
                stage.Process(look).Dispose();
            }

            Volatile.Write(ref counting, false);
            await cutter;
            tallies.Enqueue(stage.Cut());

            Assert.Equal(
                Totals.Of(whole.Cut().Tally),
                Totals.Of(tallies.Aggregate(WindowTally.Empty, (sum, tally) => sum.Merge(tally)))
            );
            cutsWithVisitors += tallies.Count(tally => tally.Visitors > 0);
        }

        Assert.InRange(cutsWithVisitors, 80, int.MaxValue);
    }

    public void Dispose() => looks.Dispose();
}
