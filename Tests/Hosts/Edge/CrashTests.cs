using Vitrine.Windows.Log;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge;

/// <summary>What <c>./vitrine edge</c> does when native code kills the edge, and how it takes signals.</summary>
public sealed class CrashTests
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const string Segfault = "kill -SEGV $$";
    private const string Wait = "while :; do read -rt 0.05 <> <(:) || true; done";

    [Fact]
    public async Task After_a_crash_it_counts_on_and_the_windows_before_are_there()
    {
        using var script = new EdgeScript(EdgeScript.Real);
        Directory.CreateDirectory(script["state/vitrine"], (UnixFileMode)0b111_101_101);
        script.Start(Live("--models", "none", "--http", "none", "--set", "windows.seconds=1"));
        await Soon.True(() => Stored(script).Count >= 2);
        var before = Stored(script);

        // .NET looks at the first by itself; a fault of native code comes again at once.
        await Soon.Answered(async () =>
        {
            await script.Signal("SEGV", script.Runs[0]);
            return !EdgeScript.IsAlive(script.Runs[0]);
        });

        await Soon.True(() => Stored(script).Count >= before.Count + 3);
        await script.Signal("TERM");
        var (code, errors) = await script.End();
        var after = Stored(script);
        Assert.Equal(0, code);
        Assert.Single(script.Pauses);
        Assert.Contains("vitrine: the edge died of a segmentation fault (native code);", errors, Ordinal);
        Assert.Equal(before, after.Take(before.Count));
        Assert.Equal(Enumerable.Range(1, after.Count), after.Select(window => (int)window.Sequence));
        Assert.Equal(Owner | UnixFileMode.UserExecute, File.GetUnixFileMode(script["state/vitrine"]));
        Assert.All(
            Directory.GetFiles(script["state/vitrine"]),
            file => Assert.Equal(Owner, File.GetUnixFileMode(file))
        );
    }

    [Theory]
    [InlineData("ILL", "an illegal instruction (native code)")]
    [InlineData("ABRT", "an abort")]
    [InlineData("BUS", "a bus error (native code)")]
    [InlineData("FPE", "an arithmetic error (native code)")]
    [InlineData("SEGV", "a segmentation fault (native code)")]
    public async Task A_crash_is_one_line_and_then_it_starts_again_a_minute_after_it_had_started(
        string signal,
        string why
    )
    {
        using var script = new EdgeScript($"((runs > 2)) && exit 5 || kill -{signal} $$").Start(Live());

        var (code, errors) = await script.End();

        Assert.Equal((5, 3), (code, script.Runs.Length));
        Assert.All(script.Pauses, pause => Assert.InRange(pause, 30, 60));
        Assert.Equal(
            script.Pauses.Select(pause => $"vitrine: the edge died of {why}; starting it again in {pause} s"),
            errors.TrimEnd('\n').Split('\n').Where(line => line.StartsWith("vitrine:", StringComparison.Ordinal))
        );
        Assert.DoesNotContain("line ", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exit 0", 0)]
    [InlineData("exit 1", 1)]
    [InlineData("exit 2", 2)]
    [InlineData("kill -KILL $$", 137)]
    public async Task Any_other_end_is_the_end(string ends, int expected)
    {
        using var script = new EdgeScript(ends).Start(Live());

        Assert.Equal(expected, (await script.End()).Code);
        Assert.Single(script.Runs);
    }

    [Theory]
    [InlineData("--source", "FOLDER")]
    [InlineData("--source=FOLDER/vitrine")]
    [InlineData("--source", "synthetic", "--duration", "9")]
    public async Task What_ends_by_itself_is_not_begun_again(params string[] arguments)
    {
        using var script = new EdgeScript(Segfault);
        script.Start([.. arguments.Select(text => text.Replace("FOLDER", script[""], Ordinal))]);

        Assert.Equal(139, (await script.End()).Code);
        Assert.Single(script.Runs);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    [InlineData("HUP")]
    [InlineData("QUIT")]
    public async Task A_signal_reaches_the_program_whose_exit_code_is_kept(string signal)
    {
        using var script = new EdgeScript($"trap 'exit 7' {signal}; echo ready; {Wait}").Start(Live());
        Assert.Equal(
            "ready",
            await Soon.Done(script.Process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask())
        );

        await script.Signal(signal);

        Assert.Equal(7, (await script.End()).Code);
        Assert.Single(script.Runs);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_signal_ends_the_pause(string signal)
    {
        using var script = new EdgeScript(Segfault, Wait).Start(Live());
        await Soon.True(() => script.Pauses.Length > 0);

        await script.Signal(signal);

        Assert.Equal(139, (await script.End()).Code);
        Assert.Single(script.Runs);
    }

    [Fact]
    public async Task At_a_terminal_it_reads_what_is_typed_and_ends_on_Ctrl_C()
    {
        using var script = new EdgeScript(
            // Like the edge, it takes a moment to end: bash 5.2 forgets the code of what ends as soon as it is told to.
            $"trap 'read -rt 0.3 _ <> <(:); exit 7' INT; [[ -t 0 && -t 1 ]] && read -r typed; echo \"got $typed\"; {Wait}"
        );
        script.Start(Live(), isAtTerminal: true);
        await script.Process.StandardInput.WriteLineAsync("words");
        string? line;
        do
        {
            line = await Soon.Done(
                script.Process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask()
            );
        } while (line is not (null or "got words"));

        Assert.Equal("got words", line);
        await script.Process.StandardInput.WriteAsync('\u0003');
        await script.Process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);

        Assert.Equal(7, (await script.End()).Code);
    }

    private const StringComparison Ordinal = StringComparison.Ordinal;

    private static string[] Live(params string[] more) => ["--source", "synthetic", .. more];

    private static IReadOnlyList<AggregateWindow> Stored(EdgeScript script)
    {
        var file = script["state/vitrine/windows.db"];
        // Its name is there before its table.
        return File.Exists(script["state/vitrine/newest-window"]) ? new WindowDatabase(file).Read(0, 1000) : [];
    }
}
