using System.Globalization;
using Vitrine.Windows.Log;

namespace Vitrine.Bench.Durability;

/// <summary>
/// Kills the aggregator at random moments and looks what a subscriber saw; then reads a week of windows from the first on.
/// </summary>
internal static class DurabilityBench
{
    private static readonly TimeSpan Length = TimeSpan.FromMilliseconds(80);

    public static async Task<int> RunAsync(string[] options)
    {
        var kills = int.Parse(Options.Value(options, "--kills", "100"), CultureInfo.InvariantCulture);
        var seed = int.Parse(Options.Value(options, "--seed", "1"), CultureInfo.InvariantCulture);
        var folder = Directory.CreateTempSubdirectory("vitrine-durability-").FullName;
        try
        {
            var faults = await KillAsync(folder, kills, seed);
            await ReplayAsync(Path.Combine(folder, "week"));
            return faults == 0 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> KillAsync(string folder, int kills, int seed)
    {
        var random = new Random(seed);
        var runs = new KilledRuns(folder, Length);
        for (var run = 0; run < kills; run++)
        {
            // One in four while it starts, the others while it counts.
            var isCounting = run % 4 != 0;
            await runs.KillAsync(run, isCounting, TimeSpan.FromMilliseconds(random.Next(isCounting ? 1200 : 2500)));
        }

        await runs.EndAsync(kills, TimeSpan.FromSeconds(2));
        for (var run = 0; run <= kills; run++)
        {
            runs.Compare(run);
        }

        var (frames, visitors) = runs.Sum;
        Console.WriteLine(
            $"{kills} kills at random moments (seed {seed}): windows 1 to {runs.Last} of {Length.TotalMilliseconds} ms, {frames} frames, {visitors} visitors; {runs.Faults.Count} faults"
        );
        runs.Faults.ForEach(Console.WriteLine);
        return runs.Faults.Count;
    }

    private static async Task ReplayAsync(string path)
    {
        using var folder = new DataFolder(path);
        var store = new WindowStore(folder, TimeProvider.System);
        var week = WeekOfWindows.Write(folder, store);
        var begun = TimeProvider.System.GetTimestamp();
        var (after, pages) = (0L, 0);
        while (await store.ReadAsync(after, 100, CancellationToken.None) is { Count: > 0 } page)
        {
            (after, pages) = (page[^1].Sequence, pages + 1);
        }

        Console.WriteLine(
            $"{after} of {week} stored windows read from the first on, {pages} pages of 100, in {TimeProvider.System.GetElapsedTime(begun).TotalSeconds:0.00} s; the database has {new FileInfo(folder.Database).Length / 1e6:0.0} MB"
        );
    }
}
