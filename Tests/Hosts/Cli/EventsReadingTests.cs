using System.Text;
using System.Text.Json.Nodes;
using Akka.Configuration;
using Vitrine.Hosts.Cli.Events;
using Vitrine.Tests.Hosts.Edge.Sinks;
using Vitrine.Windows.Subscriptions;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Cli;

public sealed class EventsReadingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly StringWriter errors = new();
    private readonly MemoryStream output = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_following_it_ends_after_the_newest_window()
    {
        await using var port = await OpenPort.Open(windows: 130);

        Assert.Equal(0, await Run(port.Address, new EventsArguments { After = 3, Follow = false }));

        Assert.Equal(Enumerable.Range(4, 127), Printed());
    }

    [Fact]
    public async Task Of_no_windows_it_prints_none_and_ends()
    {
        await using var port = await OpenPort.Open(windows: 0);

        Assert.Equal(0, await Run(port.Address, new EventsArguments { Follow = false }));

        Assert.Empty(Printed());
    }

    [Fact]
    public async Task It_ends_after_as_many_windows_as_were_asked_for()
    {
        await using var port = await OpenPort.Open(windows: 100);

        Assert.Equal(0, await Run(port.Address, new EventsArguments { Count = 70 }));

        Assert.Equal(Enumerable.Range(1, 70), Printed());
    }

    [Fact]
    public async Task Begun_again_it_goes_on_after_the_number_that_it_kept()
    {
        await using var port = await OpenPort.Open(windows: 100);
        var kept = new EventsArguments { State = folder["last"], Follow = false };

        await Run(port.Address, kept with { Count = 30 });
        await Run(port.Address, kept);
        port.Append(5);
        await Run(port.Address, kept);

        Assert.Equal(Enumerable.Range(1, 105), Printed());
        Assert.Equal("105", await File.ReadAllTextAsync(folder["last"], Stop));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-3")]
    [InlineData("many")]
    public void A_file_without_a_number_in_it_is_said(string text) =>
        OneLine.Says(
            Assert.Throws<BadInputException>(() => new LastPrinted(folder.Write("last", text)).Read()).Message,
            folder["last"]
        );

    [Fact]
    public async Task While_the_edge_is_away_it_waits_and_then_goes_on_saying_each_once()
    {
        var port = await OpenPort.Open(windows: 10);
        var (address, feed) = (port.Address, port.Feed);
        var reading = Run(address, new EventsArguments { Count = 15 });
        await Soon.True(() => output.Length > 0 && Printed().Count == 10);

        await port.DisposeAsync();
        await Soon.True(() => errors.ToString().Contains("trying again", StringComparison.Ordinal));
        await using var again = await OpenPort.Open(windows: 5, at: address.Port, feed: feed);

        Assert.Equal(0, await Soon.Done(reading));
        Assert.Equal(Enumerable.Range(1, 15), Printed());
        var said = errors.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Collection(
            said,
            line => OneLine.Says(line, $"vitrine events: {address} ", "; trying again until it is back"),
            line => OneLine.Says(line, "is back; going on after 10")
        );
    }

    [Fact]
    public async Task Without_following_an_edge_that_is_away_is_1()
    {
        using var nobody = new Nobody();

        Assert.Equal(1, await Run(nobody.Address, new EventsArguments { Follow = false }));

        OneLine.Says(errors.ToString().TrimEnd('\n'), $"vitrine events: {nobody.Address} cannot be reached");
    }

    [Fact]
    public async Task A_wrong_token_is_said()
    {
        await using var port = await OpenPort.Open(windows: 1, token: "a-secret-that-is-long-enough");

        var refused = await Assert.ThrowsAsync<BadInputException>(() => Run(port.Address, new EventsArguments()));

        OneLine.Says(refused.Message, port.Address.ToString(), "access.token");
    }

    public void Dispose()
    {
        folder.Dispose();
        errors.Dispose();
        output.Dispose();
    }

    private Task<int> Run(EventsAddress edge, EventsArguments arguments) =>
        Soon.Done(
            new EventsReading(
                arguments with
                {
                    Edge = edge,
                },
                Config.Empty,
                new EventsPrinter(output, new LastPrinted(arguments.State), arguments.After, arguments.Count),
                errors,
                TimeProvider.System
            ).RunAsync(Stop)
        );

    private List<int> Printed() =>
        [
            .. Encoding
                .UTF8.GetString(output.ToArray())
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonNode.Parse(line)!["sequence"]!.GetValue<int>()),
        ];
}
