using System.Text;
using Spectre.Console;
using Vitrine.Training.Monitoring;
using Xunit;

namespace Vitrine.Tests.Training.Monitoring;

public sealed class TrainingProgressTests
{
    [Fact]
    public void Elsewhere_than_on_a_terminal_each_phase_and_each_epoch_is_one_plain_line()
    {
        var shown = Show(isTerminal: false);

        var lines = shown.TrimEnd('\n').Split('\n');
        Assert.Equal(5, lines.Length);
        Assert.Equal("reading pictures (20)", lines[0]);
        Assert.StartsWith("epoch 1/2: loss 0.5000 training", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("best so far", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("epoch 2/2:", lines[2], StringComparison.Ordinal);
        Assert.Equal("overfitting [perhaps]", lines[3]);
        Assert.DoesNotContain(shown, c => char.IsControl(c) && c != '\n');
    }

    [Fact]
    public void On_a_terminal_the_table_of_all_epochs_and_all_lines_stay()
    {
        var shown = Show(isTerminal: true);

        Assert.Contains("overfitting [perhaps]", shown, StringComparison.Ordinal);
        Assert.Contains("the models are in 'out'", shown, StringComparison.Ordinal);
        var table = shown[shown.LastIndexOf('╭')..];
        Assert.Contains("1 *", table, StringComparison.Ordinal);
        Assert.Equal(2, table.Split('\n').Count(line => line.Contains("0.5000", StringComparison.Ordinal)));
    }

    [Fact]
    public void While_it_runs_the_terminal_shows_the_bar()
    {
        using var writer = new WatchedWriter("trunk activations ━━━━━━──────");
        using var progress = new TrainingProgress(Terminal(writer, isTerminal: true), TimeProvider.System);

        progress.Begin("trunk activations", 10);
        progress.Advance(5);

        Assert.True(writer.Seen.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_log_that_cannot_be_written_does_not_stop_the_training()
    {
        using var writer = new BrokenWriter();
        using var progress = new TrainingProgress(Terminal(writer, isTerminal: false), TimeProvider.System);

        Run(progress);

        Assert.True(writer.Tried);
    }

    private static string Show(bool isTerminal)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        using (var progress = new TrainingProgress(Terminal(writer, isTerminal), TimeProvider.System))
        {
            Run(progress);
        }

        return writer.ToString();
    }

    private static void Run(TrainingProgress progress)
    {
        progress.Begin("reading pictures", 20);
        progress.Advance(20);
        progress.BeginEpoch(1, 2, 100);
        progress.EpochEnded(Epochs.One(1) with { Best = true });
        progress.BeginEpoch(2, 2, 100);
        progress.Advance(100);
        progress.EpochEnded(Epochs.One(2));
        progress.Say("overfitting [perhaps]");
        progress.Say("the models are in 'out'");
    }

    private static IAnsiConsole Terminal(TextWriter writer, bool isTerminal) =>
        AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = isTerminal ? AnsiSupport.Yes : AnsiSupport.No,
                Out = new Output(writer, isTerminal),
            }
        );

    private sealed class Output(TextWriter writer, bool isTerminal) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => isTerminal;

        public int Width => 80;

        public int Height => 40;

        public void SetEncoding(Encoding encoding) { }
    }

    private sealed class BrokenWriter : StringWriter
    {
        public bool Tried { get; private set; }

        public override void Write(char value) => Fail();

        public override void Write(string? value) => Fail();

        public override void WriteLine(string? value) => Fail();

        private void Fail()
        {
            Tried = true;
            throw new IOException("No space left on device");
        }
    }

    private sealed class WatchedWriter(string awaited) : StringWriter
    {
        public ManualResetEventSlim Seen { get; } = new();

        public override void Write(string? value)
        {
            base.Write(value);
            if (ToString().Contains(awaited, StringComparison.Ordinal))
            {
                Seen.Set();
            }
        }
    }
}
