using System.Diagnostics;
using System.Globalization;

namespace Vitrine.Bench.Rollout;

/// <summary>What a rollout costs a device and its publisher.</summary>
internal static class RolloutBench
{
    public static async Task<int> RunAsync(string[] options)
    {
        var rounds = int.Parse(Options.Value(options, "--rounds", "3"), CultureInfo.InvariantCulture);
        var seconds = double.Parse(Options.Value(options, "--seconds", "20"), CultureInfo.InvariantCulture);
        var folder = Directory.CreateTempSubdirectory("vitrine-bench-").FullName;
        // The device does not run its hub: that gets a core of its own.
        using var self = Process.GetCurrentProcess();
        self.ProcessorAffinity = 0b10;
        try
        {
            await FrameRate.RunAsync(Path.Combine(folder, "rate"), rounds, seconds);

            await ManyDevices.RunAsync(Path.Combine(folder, "many"), rounds);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
