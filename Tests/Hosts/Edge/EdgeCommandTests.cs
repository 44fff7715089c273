using Vitrine.Hosts.Edge.Configuration;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge;

public sealed class EdgeCommandTests : IDisposable
{
    private readonly StringWriter errors = new();
    private EdgeArguments? given;

    [Fact]
    public async Task Every_option_is_understood()
    {
        await Run(
            "--source s --pace max --loop --duration 1.5 --models m --yunet y --summary a.json --annotate b.avi --http none --config c --set a=1 --set b=2"
        );

        Assert.Equal(
            new EdgeArguments
            {
                Source = "s",
                MaxPace = true,
                Loop = true,
                Duration = TimeSpan.FromSeconds(1.5),
                Models = "m",
                YuNet = "y",
                Summary = "a.json",
                Annotate = "b.avi",
                Http = "none",
                Config = "c",
            },
            given! with
            {
                Set = new EdgeArguments().Set,
            }
        );
        Assert.Equal(["a=1", "b=2"], given!.Set);
    }

    [Fact]
    public async Task Without_options_the_defaults_hold()
    {
        Assert.Equal(7, await Run(""));

        Assert.Equal(new EdgeArguments(), given! with { Set = new EdgeArguments().Set });
    }

    [Theory]
    [InlineData("--sorce synthetic")]
    [InlineData("--pace fast")]
    [InlineData("--duration soon")]
    [InlineData("--duration 0")]
    [InlineData("--duration -5")]
    [InlineData("--duration NaN")]
    [InlineData("--source")]
    [InlineData("stray")]
    public async Task A_line_that_is_not_understood_is_2_and_nothing_runs(string line)
    {
        Assert.Equal(2, await Run(line));
        Assert.Null(given);
        OneLine.Says(errors.ToString().TrimEnd('\n'), "vitrine edge: ", "--help");
    }

    public void Dispose() => errors.Dispose();

    private Task<int> Run(string line) =>
        new EdgeCommand(
            (arguments, _) =>
            {
                given = arguments;
                return Task.FromResult(7);
            }
        ).InvokeAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), errors);
}
