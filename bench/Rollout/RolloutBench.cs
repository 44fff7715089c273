using System.Diagnostics;
using System.Globalization;

namespace Vitrine.Bench.Rollout;

/// <summary>What a rollout costs a device and its publisher, and what deaths and cuts on its way do to it.</summary>
internal static class RolloutBench
{
    public static async Task<int> RunAsync(string[] options)
    {
        var rounds = int.Parse(Options.Value(options, "--rounds", "3"), CultureInfo.InvariantCulture);
        var seconds = double.Parse(Options.Value(options, "--seconds", "20"), CultureInfo.InvariantCulture);
        var swaps = int.Parse(Options.Value(options, "--swaps", "5"), CultureInfo.InvariantCulture);
        var kills = int.Parse(Options.Value(options, "--kills", "10"), CultureInfo.InvariantCulture);
        var seed = int.Parse(Options.Value(options, "--seed", "1"), CultureInfo.InvariantCulture);
        var folder = Directory.CreateTempSubdirectory("vitrine-bench-").FullName;
        // The device does not run its hub: that gets a core of its own.
        using var self = Process.GetCurrentProcess();
        self.ProcessorAffinity = 0b10;
        try
        {
            if (rounds > 0)
            {
                await FrameRate.RunAsync(Path.Combine(folder, "rate"), rounds, seconds);
                await ManyDevices.RunAsync(Path.Combine(folder, "many"), rounds);
            }

            if (swaps > 0)
            {
                await SwapLatency.RunAsync(Path.Combine(folder, "swaps"), swaps);
            }

            return kills == 0 || await BrokenRollouts.RunAsync(Path.Combine(folder, "broken"), kills, seed) == 0
                ? 0
                : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
