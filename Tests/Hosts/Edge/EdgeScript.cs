using System.Diagnostics;
using System.Globalization;
using Vitrine.Tests.Architecture;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge;

/// <summary>
/// <c>./vitrine edge</c> of a tree of its own, where nothing has to be built: "dotnet" and "sleep" are stand-ins. It runs with a
/// umask that gives everything to everybody.
/// </summary>
internal sealed class EdgeScript : IDisposable
{
    /// <summary>A "dotnet" that starts the built edge.</summary>
    public const string Real = """
        PATH=${PATH#*:} exec dotnet "$REAL_EDGE" "${@:2}"
        """;

    private readonly TemporaryFolder folder = new();
    private Process? process;
    private Task<string>? errors;

    /// <param name="dotnet">What "dotnet" does with the edge, in bash; $runs is how often it was started.</param>
    /// <param name="sleep">What "sleep" does, in bash; its argument is kept.</param>
    public EdgeScript(string dotnet, string sleep = "exit 0")
    {
        Directory.CreateDirectory(folder["stand-ins"]);
        File.Copy(Path.Combine(SourceTree.Root, "vitrine"), folder["vitrine"]);
        foreach (var name in (string[])["global.json", ".editorconfig", "BannedSymbols.txt"])
        {
            folder.Write(name, "");
        }

        Stand(
            "dotnet",
            $"case $1 in --version | build) exit 0 ;; esac\necho $$ >>{folder["runs"]}\nruns=$(wc -l <{folder["runs"]})\n{dotnet}"
        );
        Stand("sleep", $"echo $$ >{folder["sleeper"]}\necho \"$1\" >>{folder["sleeps"]}\n{sleep}");
    }

    /// <summary>A path of the test's own.</summary>
    public string this[string name] => folder[name];

    /// <summary>The ids of the processes that "dotnet" was, oldest first.</summary>
    public int[] Runs => Numbers("runs");

    /// <summary>The seconds that it paused for.</summary>
    public int[] Pauses => Numbers("sleeps");

    /// <summary>The id of the process that "sleep" is.</summary>
    public int[] Sleeper => Numbers("sleeper");

    /// <summary>What it reads and writes.</summary>
    public Process Process => process!;

    /// <summary>Starts it, under a terminal of its own if asked for.</summary>
    public EdgeScript Start(string[] arguments, bool isAtTerminal = false)
    {
        string[] command = ["-c", "umask 0; exec \"$@\"", "bash", folder["vitrine"], "edge", .. arguments];
        if (isAtTerminal)
        {
            command = ["-c", "exec script -qec \"exec $*\" /dev/null", "bash", folder["vitrine"], "edge", .. arguments];
        }

        // Whoever started the tests in the background may have had signals ignored, which would be inherited.
        var start = new ProcessStartInfo("env", ["--default-signal", "bash", .. command])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{folder["stand-ins"]}:{start.Environment["PATH"]}";
        start.Environment["XDG_STATE_HOME"] = folder["state"];
        start.Environment["REAL_EDGE"] = Path.Combine(AppContext.BaseDirectory, "vitrine-edge.dll");
        process = Process.Start(start)!;
        errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        return this;
    }

    public async Task Signal(string name, int? id = null)
    {
        var number = (id ?? Process.Id).ToString(CultureInfo.InvariantCulture);
        using var kill = Process.Start("kill", ["-" + name, number]);
        await Soon.Done(kill.WaitForExitAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Its end; after it nothing that it started runs.</summary>
    public async Task<(int Code, string Errors)> End()
    {
        await Soon.Done(Process.WaitForExitAsync(TestContext.Current.CancellationToken));
        Assert.DoesNotContain(Runs.Concat(Sleeper), IsAlive);
        return (Process.ExitCode, await errors!);
    }

    public static bool IsAlive(int id) => Path.Exists($"/proc/{id}");

    public void Dispose()
    {
        if (process is { HasExited: false })
        {
            process.Kill(entireProcessTree: true);
        }

        process?.WaitForExit();
        process?.Dispose();
        folder.Dispose();
    }

    private void Stand(string name, string text)
    {
        var file = folder.Write("stand-ins/" + name, "#!/usr/bin/env bash\n" + text + "\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private int[] Numbers(string name) =>
        File.Exists(folder[name])
            ? [.. File.ReadAllLines(folder[name]).Select(line => int.Parse(line, CultureInfo.InvariantCulture))]
            : [];
}
