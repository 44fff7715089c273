using Vitrine.Tests.Training.Cluster;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Cli.Jobs;

public sealed class FetchTests : IAsyncDisposable
{
    private const int ManyPieces = 200_000;
    private readonly SmallCluster cluster = new();
    private readonly TemporaryFolder here = new();
    private readonly int port = FreePort.Any();
    private readonly Door door;
    private readonly JobLine job;
    private Func<object, object?> answer = _ => null;

    public FetchTests() => (door, job) = (new Door(cluster, port, asked => answer(asked)), new JobLine(port));

    [Fact]
    public async Task What_a_job_left_comes_whole_in_folders_of_its_own_and_is_not_fetched_again()
    {
        var (id, model, card) = await Done();

        Assert.Equal(0, await (await Fetch(id)).Code);

        Assert.Equal(model, await Read("int8/model.onnx"));
        Assert.Equal(card, await Read("card.md"));
        Assert.Equal(2, Directory.GetFiles(here["out"], "*", SearchOption.AllDirectories).Length);
        answer = asked => asked is FetchArtefact ? new RequestRefused { Reason = "again?" } : null;
        Assert.Equal(0, await (await Fetch(id)).Code);
    }

    [Fact]
    public async Task What_is_damaged_in_the_store_or_on_the_way_is_2_and_changes_nothing()
    {
        var (id, _, _) = await Done();
        answer = asked =>
            asked is FetchArtefact { Name: "card.md", Offset: 0 } wanted
                ? new ArtefactChunk { Data = Google.Protobuf.ByteString.CopyFromUtf8("xxxx"), Offset = wanted.Offset }
                : null;
        var onTheWay = await Fetch(id);
        answer = _ => null;
        foreach (var file in Directory.GetFiles(Path.Combine(cluster["store"], "artefacts")))
        {
            await File.AppendAllTextAsync(file, "x", TestContext.Current.CancellationToken);
        }

        var inTheStore = await Fetch(id);

        Assert.Equal((2, 2), (await onTheWay.Code, await inTheStore.Code));
        OneLine.Says(onTheWay.Said, "'card.md' of job", "is damaged: its SHA-256 is", "nothing was changed");
        OneLine.Says(inTheStore.Said, "is damaged: its SHA-256 is");
        Assert.Empty(Directory.GetFileSystemEntries(here["out"]));
    }

    [Fact]
    public async Task A_file_whose_name_leads_elsewhere_is_not_written()
    {
        answer = asked =>
            asked is ShowJob
                ? new JobDetails
                {
                    Summary = new JobSummary { Id = "1-a" },
                    Artefacts =
                    {
                        new Artefact { Name = "../far", Bytes = 1 },
                    },
                }
                : null;

        var ran = await Fetch("1");

        Assert.Equal(2, await ran.Code);
        OneLine.Says(ran.Said, "job 1-a names a file", "'../far' would lie outside");
    }

    [Fact]
    public async Task A_job_that_left_nothing_yet()
    {
        var ran = await Fetch(await cluster.Submit("a"));

        Assert.Equal(2, await ran.Code);
        OneLine.Says(ran.Said, "is queued and has left nothing");
    }

    public async ValueTask DisposeAsync()
    {
        await door.DisposeAsync();
        await cluster.DisposeAsync();
        here.Dispose();
    }

    private async Task<(string Id, byte[] Model, byte[] Card)> Done()
    {
        var model = new byte[ManyPieces];
        new Random(1).NextBytes(model);
        await File.WriteAllBytesAsync(here["model"], model, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(here["card"], "card", TestContext.Current.CancellationToken);
        cluster.AddWorker(
            "one",
            _ =>
                [
                    cluster.Store.Artefacts.Put(here["model"], "int8/model.onnx"),
                    cluster.Store.Artefacts.Put(here["card"], "card.md"),
                ]
        );
        var id = await cluster.Submit("a");
        await cluster.Until(id, JobState.Done);
        return (id, model, "card"u8.ToArray());
    }

    private Task<JobLine.Ran> Fetch(string id) => job.Run("fetch", id, "--out", here["out"]);

    private Task<byte[]> Read(string name) =>
        File.ReadAllBytesAsync(Path.Combine(here["out"], name), TestContext.Current.CancellationToken);
}
