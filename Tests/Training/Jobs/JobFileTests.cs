using Vitrine.Jobs;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Jobs;

public sealed class JobFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_job_comes_back_as_it_was_and_what_it_left_open_stays_open()
    {
        var job = new TrainingJob
        {
            Task = "age",
            Data = { "one", "two" },
            LearningRate = 0.1 + 0.2,
            Averaging = 0,
            Seed = int.MaxValue,
        };

        var read = JobFile.Read(folder.Write("job.json", JobFile.Text(job)));

        Assert.Equal(job, read);
        Assert.True(read.HasAveraging);
        Assert.False(read.HasSize);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[1, 2]")]
    [InlineData("{ \"task\": \"age\"")]
    [InlineData("{ \"colour\": 3 }")]
    [InlineData("{ \"size\": \"large\" }")]
    [InlineData("{ \"size\": 1e99 }")]
    [InlineData("{ \"epochs\": 1.5 }")]
    public void Rubbish_is_refused_in_one_line_that_names_the_file(string text) =>
        OneLine.Says(Refused(folder.Write("job.json", text)), "job.json", "not a training job");

    [Fact]
    public void A_file_that_is_not_there_is_refused_in_one_line()
    {
        OneLine.Says(Refused(folder["nowhere.json"]), "nowhere.json", "cannot be read");
        OneLine.Says(Refused(""), "cannot be read");
    }

    public void Dispose() => folder.Dispose();

    private static string Refused(string path) =>
        Assert.Throws<BadInputException>(() => JobFile.Read(path)).Message.ReplaceLineEndings(" ");
}
