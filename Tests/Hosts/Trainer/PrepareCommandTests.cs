using Vitrine.Hosts.Trainer.Verbs;
using Vitrine.Training.Preparation;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Trainer;

public sealed class PrepareCommandTests : IDisposable
{
    private readonly StringWriter errors = new();
    private PrepareArguments? given;

    [Fact]
    public async Task Every_option_is_understood()
    {
        Assert.Equal(7, await Run("prepare --dataset adience --path p --out o --seed -5 --folds --keep-between"));

        var options = new PreparationOptions
        {
            Seed = -5,
            Folds = true,
            KeepBetween = true,
        };
        Assert.Equal(
            new PrepareArguments("adience", "p", "o", options, new FaceSearchArguments(Teacher: null, None: false)),
            given
        );
    }

    [Fact]
    public async Task Without_options_the_defaults_hold()
    {
        Assert.Equal(7, await Run("prepare --dataset utkface --path p --out o"));

        Assert.Equal(
            new PrepareArguments(
                "utkface",
                "p",
                "o",
                new PreparationOptions(),
                new FaceSearchArguments(Teacher: null, None: false)
            ),
            given
        );
    }

    [Theory]
    [InlineData("prepare")]
    [InlineData("prepare --dataset utkface --path p")]
    [InlineData("prepare --dataset imdb --path p --out o")]
    [InlineData("prepare --dataset utkface --path p --out o --seed abc")]
    [InlineData("prepare --dataset utkface --path p --out o --seed 1.5")]
    [InlineData("prepare --dataset utkface --path p --out o --folds")]
    [InlineData("prepare --dataset utkface --path p --out o stray")]
    public async Task A_line_that_is_not_understood_is_2_and_nothing_runs(string line)
    {
        Assert.Equal(2, await Run(line));

        Assert.Null(given);
        OneLine.Says(errors.ToString().TrimEnd('\n'), "vitrine prepare: ", "--help");
    }

    [Fact]
    public async Task A_verb_that_is_not_there_is_2()
    {
        Assert.Equal(2, await Run("fly --high"));
        OneLine.Says(errors.ToString().TrimEnd('\n'), "no verb 'fly'");
    }

    [Fact]
    public async Task Bad_input_is_one_line_and_2()
    {
        Assert.Equal(2, await Run(Good, () => throw new BadInputException("list 'a'\nis empty")));
        Assert.Equal("vitrine prepare: list 'a' is empty\n", errors.ToString());
    }

    [Fact]
    public async Task An_interruption_is_130_and_says_nothing()
    {
        Assert.Equal(130, await Run(Good, () => throw new OperationCanceledException()));
        Assert.Equal("", errors.ToString());
    }

    [Fact]
    public async Task What_nobody_foresaw_is_one_line_and_1()
    {
        Assert.Equal(1, await Run(Good, () => throw new InvalidOperationException("broken\npipe")));
        Assert.Equal("vitrine prepare: could not go on: broken pipe\n", errors.ToString());
    }

    public void Dispose() => errors.Dispose();

    private const string Good = "prepare --dataset utkface --path p --out o";

    private Task<int> Run(string line, Func<int>? work = null) =>
        new TrainerCommand(
            new PrepareCommand(
                (arguments, _) =>
                {
                    given = arguments;
                    return Task.FromResult(work?.Invoke() ?? 7);
                }
            ).Verb
        ).InvokeAsync(line.Split(' '), errors);
}
