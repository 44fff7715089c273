using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Cluster;

/// <summary>What a client gets wrong is one line that says what and where.</summary>
public sealed class BadRequestTests : IAsyncDisposable
{
    private readonly SmallCluster cluster = new();

    [Fact]
    public async Task Data_that_is_not_there_or_not_whole()
    {
        OneLine.Says(
            await cluster.Refused(new SubmitJob { Key = "a", Job = Of("/nowhere") }),
            "'/nowhere' is not there",
            "vitrine prepare"
        );
        File.Delete(Path.Combine(cluster["data"], "val-3.png"));
        OneLine.Says(await cluster.Refused(new SubmitJob { Key = "a", Job = cluster.Job }), "val.csv", "val-3.png");
    }

    [Fact]
    public async Task A_class_without_an_example_and_weights_that_are_not_there()
    {
        var (age, weights) = (cluster.Job, cluster.Job);
        (age.Task, weights.Pretrained) = ("age", "/nowhere.safetensors");

        OneLine.Says(await cluster.Refused(new SubmitJob { Key = "a", Job = age }), "no example of 0-2");
        OneLine.Says(await cluster.Refused(new SubmitJob { Key = "a", Job = weights }), "/nowhere.safetensors");
    }

    [Fact]
    public async Task Resources_that_no_worker_has()
    {
        var greedy = new SubmitJob
        {
            Key = "a",
            Job = cluster.Job,
            Needs = new Requirements { Cores = 1000 },
        };
        var submitted = await cluster.Ask<JobSubmitted>(greedy);
        OneLine.Says(submitted.Note, "no worker is here yet");

        using var work = new CountingWork();
        cluster.AddWorker("one", work.Do);
        await Soon.Answered(async () => (await cluster.Ask<WorkerList>(new ListWorkers())).Workers.Count == 1);

        greedy.Key = "b";
        OneLine.Says(await cluster.Refused(greedy), "no worker can run this", "one lacks 1000 cores (it has 2)");
    }

    [Fact]
    public async Task A_job_that_is_not_there()
    {
        object[] asked =
        [
            new ShowJob { Id = "9" },
            new CancelJob { Id = "9" },
            new ResumeJob { Id = "9" },
            new WatchJob { Id = "9" },
            new FetchArtefact { Id = "9" },
        ];

        foreach (var request in asked)
        {
            OneLine.Says(await cluster.Refused(request), "there is no job '9'", "job list");
        }
    }

    [Fact]
    public async Task An_artefact_that_is_not_there_or_whose_hash_does_not_match()
    {
        var file = Path.Combine(cluster["data"], "train.csv");
        cluster.AddWorker("one", run => [cluster.Store.Artefacts.Put(file, "list")]);
        var id = await cluster.Submit("a");
        var done = await cluster.Until(id, JobState.Done);

        var whole = await cluster.Ask<ArtefactChunk>(new FetchArtefact { Id = id, Name = "list" });
        Assert.Equal(
            await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken),
            whole.Data.ToByteArray()
        );
        OneLine.Says(await cluster.Refused(new FetchArtefact { Id = id, Name = "more" }), "left no 'more'", "list");

        await File.AppendAllTextAsync(
            Path.Combine(cluster["store"], "artefacts", done.Artefacts[0].Sha256),
            "x",
            TestContext.Current.CancellationToken
        );
        OneLine.Says(await cluster.Refused(new FetchArtefact { Id = id, Name = "list" }), "is damaged", "SHA-256");
    }

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    private static TrainingJob Of(string data) => new() { Task = "gender", Data = { data } };
}
