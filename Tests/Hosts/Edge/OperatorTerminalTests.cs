using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Spectre.Console;
using Vitrine.Hosts.Edge.Status;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge;

public sealed class OperatorTerminalTests : IDisposable
{
    private readonly StringWriter written = new();
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 5, 2, 9, 14, 7, TimeSpan.Zero));

    [Theory]
    [InlineData(LogLevel.Critical, "<2>the camera is lost")]
    [InlineData(LogLevel.Error, "<3>the camera is lost")]
    [InlineData(LogLevel.Warning, "<4>the camera is lost")]
    [InlineData(LogLevel.Information, "<6>the camera is lost")]
    public void The_journal_gets_a_level_and_no_time(LogLevel level, string line) =>
        Assert.Equal(line, Said(level, isJournal: true));

    [Fact]
    public void A_file_gets_the_time_and_a_word_for_the_level() =>
        Assert.Equal("09:14:07 WARN  the camera is lost", Said(LogLevel.Warning, isJournal: false));

    public void Dispose() => written.Dispose();

    private string Said(LogLevel level, bool isJournal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(written) });
        new OperatorTerminal(console, clock, isJournal).Say(level, "the camera is lost");
        return written.ToString().TrimEnd('\n');
    }
}
