using Vitrine.Hosts.Trainer.Verbs;
using Vitrine.Training.Evaluation;
using Xunit;

namespace Vitrine.Tests.Hosts.Trainer;

public sealed class EvaluateCommandTests : IDisposable
{
    private readonly StringWriter errors = new();
    private EvaluateArguments? given;

    [Fact]
    public async Task The_command_line_says_what_is_evaluated_on_what()
    {
        await RunAsync(
            "evaluate --models m --list l.csv --images i --json j.json --yunet y.onnx --padding 0.25".Split(' ')
        );

        var request = new EvaluationRequest
        {
            Models = "m",
            List = "l.csv",
            Images = "i",
            YuNet = "y.onnx",
            Padding = 0.25,
        };
        Assert.Equal(new EvaluateArguments(request, "j.json"), given);
    }

    [Fact]
    public async Task By_default_the_detector_does_just_what_the_edges_does()
    {
        await RunAsync("evaluate --models m --list l.csv --images i".Split(' '));

        Assert.Equal((0.0, null, null), (given!.Request.Padding, given.Request.YuNet, given.Json));
    }

    [Theory]
    [InlineData("-0.1")]
    [InlineData("2.5")]
    [InlineData("NaN")]
    [InlineData("much")]
    public async Task A_padding_that_is_no_share_is_refused_in_one_line(string padding)
    {
        var code = await RunAsync($"evaluate --models m --list l.csv --images i --padding {padding}".Split(' '));

        Assert.Equal(2, code);
        Assert.Null(given);
        OneLine.Says(errors.ToString().TrimEnd(), "vitrine evaluate:", $"--padding {padding}", "0 to 2");
    }

    public void Dispose() => errors.Dispose();

    private Task<int> RunAsync(string[] arguments)
    {
        var command = new EvaluateCommand(
            (arguments, _) =>
            {
                given = arguments;
                return Task.FromResult(0);
            }
        );
        return new TrainerCommand(command.Verb).InvokeAsync(arguments, errors);
    }
}
