using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Wire;

public sealed class FinishedJobsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("7-ab")]
    [InlineData("7")]
    public void What_a_job_left_is_found_by_its_ID_or_its_number(string id)
    {
        var file = new FinishedJobs(folder.Path).Files.Put(folder.Write("gender.onnx", "a model"), "gender.onnx");
        new FinishedJobs(folder.Path).Add(Ended("7-ab", file));

        var found = new FinishedJobs(folder.Path).Find(id);

        Assert.Equal(("7-ab", file), (found.Id, Assert.Single(found.Artefacts)));
    }

    [Fact]
    public void What_was_noted_first_stays()
    {
        var jobs = new FinishedJobs(folder.Path);
        jobs.Add(Ended("7-ab", new Artefact { Name = "first" }));
        jobs.Add(Ended("7-ab", new Artefact { Name = "second" }));

        Assert.Equal("first", jobs.Find("7").Artefacts[0].Name);
    }

    [Theory]
    [InlineData("8", "no job 8")]
    [InlineData("9", "left no model yet")]
    [InlineData("7", "2 jobs 7", "whole ID")]
    [InlineData("7-a*", "no job's ID")]
    [InlineData("../7-ab", "no job's ID")]
    [InlineData("", "no job's ID")]
    public void An_ID_that_names_no_finished_job_is_told_in_one_line(string id, params string[] says)
    {
        var jobs = new FinishedJobs(folder.Path);
        jobs.Add(Ended("7-ab"));
        jobs.Add(Ended("7-cd"));
        Directory.CreateDirectory(folder["jobs/9-ab"]);

        OneLine.Says(Assert.Throws<BadInputException>(() => jobs.Find(id)).Message, says);
    }

    public void Dispose() => folder.Dispose();

    private static JobEnded Ended(string id, params Artefact[] left) =>
        new()
        {
            Id = id,
            State = JobState.Done,
            Artefacts = { left },
        };
}
