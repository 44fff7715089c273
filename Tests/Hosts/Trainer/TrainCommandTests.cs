using Vitrine.Hosts.Trainer.Verbs;
using Vitrine.Jobs;
using Vitrine.Training;
using Xunit;

namespace Vitrine.Tests.Hosts.Trainer;

public sealed class TrainCommandTests : IDisposable
{
    private readonly StringWriter errors = new();
    private readonly TemporaryFolder folder = new();
    private TrainingRequest? given;

    [Fact]
    public async Task Every_hyperparameter_has_an_option_and_no_option_says_nothing_of_the_job()
    {
        Assert.Equal(7, await Run("train", "--task", "age", "--data", "d", "--out", "o"));
        Assert.All(Hyperparameters.All, parameter => Assert.False(parameter.IsSet(given!.Job), parameter.Name));

        foreach (var parameter in Hyperparameters.All)
        {
            var text = FormattableString.Invariant($"{parameter.Default}");
            Assert.Equal(7, await Run("train", "--task", "age", "--out", "o", $"--{parameter.Name}", text));
            Assert.True(parameter.IsSet(given!.Job), parameter.Name);
            Assert.Equal(parameter.Default, parameter.In(given.Job));
        }
    }

    [Fact]
    public async Task The_other_options_are_understood()
    {
        Assert.Equal(
            7,
            await Run([
                .. "train --task gender --data a --data b --out o --pretrained w --cache c".Split(' '),
                .. "--lr-test --contact-sheet".Split(' '),
            ])
        );

        Assert.Equal((["a", "b"], "gender", "w"), (given!.Job.Data, given.Job.Task, given.Job.Pretrained));
        Assert.Equal(("o", "c"), (given.Folder, given.Cache));
        Assert.Equal((true, true, false), (given.TestLearningRate, given.ContactSheet, given.Resume));
    }

    [Fact]
    public async Task A_job_file_is_the_job_but_for_what_is_said_beside_it()
    {
        var job = folder.Write("job.json", """{"task":"age","data":["a"],"size":64,"flip":0}""");

        await Run("train", "--job", job, "--out", "o", "--size", "96");

        Assert.Equal(("age", 96, 0.0), (given!.Job.Task, given.Job.Size, given.Job.Flip));
        Assert.Equal(["a"], given.Job.Data);
    }

    [Fact]
    public async Task A_resumed_run_is_the_job_it_was_but_for_what_is_said_now()
    {
        folder.Write("job.json", """{"task":"age","data":["a"],"learningRate":0.1}""");

        Assert.Equal(7, await Run("train", "--resume", "--out", folder.Path, "--learning-rate", "0.01"));

        Assert.Equal(("age", 0.01, true), (given!.Job.Task, given.Job.LearningRate, given.Resume));
    }

    [Fact]
    public async Task To_resume_where_nothing_is_is_one_line()
    {
        Assert.Equal(2, await Run("train", "--resume", "--out", folder["nowhere"]));

        OneLine.Says(Said(), "nowhere", "cannot be read");
    }

    [Theory]
    [InlineData("train", "--out")]
    [InlineData("train --out o --learning-rate 2", "--learning-rate 2 is not within")]
    [InlineData("train --out o --learning-rate nan", "--learning-rate")]
    [InlineData("train --out o --size large", "--size large is not a number")]
    [InlineData("train --out o --size 1.5", "--size 1.5 is not a number")]
    [InlineData("train --out o --size", "--size")]
    [InlineData("train --out o --optimizer adagrad", "--optimizer adagrad is none of sgd, adam, adamw")]
    [InlineData("train --out o stray", "stray")]
    public async Task A_line_that_is_not_understood_is_2_and_nothing_runs(string line, string says)
    {
        Assert.Equal(2, await Run(line.Split(' ')));

        Assert.Null(given);
        OneLine.Says(Said(), "vitrine train: ", says, "--help");
    }

    public void Dispose()
    {
        errors.Dispose();
        folder.Dispose();
    }

    private string Said() => errors.ToString().TrimEnd('\n');

    private Task<int> Run(params string[] line) =>
        new TrainerCommand(
            new TrainCommand(
                (request, _) =>
                {
                    given = request;
                    return Task.FromResult(7);
                }
            ).Verb
        ).InvokeAsync(line, errors);
}
