using System.Diagnostics;
using Xunit;

namespace Vitrine.Tests.Bench;

/// <summary>The bench's own check with a few kills; <c>./vitrine bench durability</c> makes a hundred.</summary>
public sealed class DurabilityTests
{
    [Fact]
    public async Task Killed_at_random_moments_no_window_is_missing_or_there_twice_and_nothing_stored_is_lost()
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "vitrine-bench.dll"), "durability", "--kills", "8", "--seed", "7"]
        )
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var bench = Process.Start(start)!;
        var output = bench.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        await bench.WaitForExitAsync(TestContext.Current.CancellationToken);

        var said = await output;
        TestContext.Current.TestOutputHelper?.WriteLine(said);
        Assert.Equal(0, bench.ExitCode);
        Assert.Contains("; 0 faults", said, StringComparison.Ordinal);
        Assert.Contains("10080 of 10080 stored windows", said, StringComparison.Ordinal);
    }
}
