using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge;

/// <summary>The built edge in a process of its own.</summary>
internal sealed class EdgeProcess : IDisposable
{
    private readonly Process process;
    private readonly Task<string> errors;
    private readonly Task<string> output;

    public EdgeProcess(params string[] arguments)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "vitrine-edge.dll"), .. arguments]
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        process = Process.Start(start)!;
        output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>As a service manager ends it.</summary>
    public async Task Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await Soon.Done(kill.WaitForExitAsync(TestContext.Current.CancellationToken));
    }

    public async Task<(int ExitCode, string Errors)> End()
    {
        await Soon.Done(process.WaitForExitAsync(TestContext.Current.CancellationToken));
        TestContext.Current.TestOutputHelper?.WriteLine(await output);
        return (process.ExitCode, await errors);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }
}
