using Vitrine.Hosts.Cli.Events;
using Vitrine.Hosts.Terminal;
using Vitrine.Windows.Subscriptions;
using Xunit;

namespace Vitrine.Tests.Hosts.Cli;

public sealed class EventsCommandTests : IDisposable
{
    private readonly StringWriter errors = new();
    private EventsArguments? given;

    [Fact]
    public async Task Every_option_is_understood()
    {
        await Run("--edge shop:99 --after 5 --count 7 --token t --no-follow --state s --config c");

        Assert.Equal(
            new EventsArguments
            {
                Edge = new EventsAddress("shop", 99),
                After = 5,
                Count = 7,
                Token = "t",
                Follow = false,
                State = "s",
                Config = "c",
            },
            given
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("--follow")]
    public async Task Without_options_it_follows_the_edge_beside_it_from_the_first_window(string line)
    {
        Assert.Equal(7, await Run(line));

        Assert.Equal(new EventsArguments(), given);
    }

    [Theory]
    [InlineData("--edge shop")]
    [InlineData("--edge shop:0")]
    [InlineData("--edge none")]
    [InlineData("--after -1")]
    [InlineData("--after x")]
    [InlineData("--count 0")]
    [InlineData("--follow --no-follow")]
    [InlineData("--sequence 5")]
    [InlineData("stray")]
    public async Task A_line_that_is_not_understood_is_2_and_nothing_runs(string line)
    {
        Assert.Equal(2, await Run(line));
        Assert.Null(given);
        OneLine.Says(errors.ToString().TrimEnd('\n'), "vitrine events: ", "--help");
    }

    public void Dispose() => errors.Dispose();

    private Task<int> Run(string line) =>
        new ConsoleCommand(
            "Tests.",
            new EventsCommand(
                (arguments, _) =>
                {
                    given = arguments;
                    return Task.FromResult(7);
                }
            ).Verb
        ).InvokeAsync(["events", .. line.Split(' ', StringSplitOptions.RemoveEmptyEntries)], errors);
}
