using Vitrine.Training.Cluster;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Cluster;

public sealed class JobStoreTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly JobStore store;

    public JobStoreTests() => store = new JobStore(folder["store"]);

    [Theory]
    [InlineData("../../victim")]
    [InlineData("1-ab/../../..")]
    [InlineData("/etc")]
    [InlineData("")]
    [InlineData("17")]
    [InlineData("1-ab\n")]
    public void A_path_is_made_of_nothing_but_a_jobs_id(string id)
    {
        Assert.Throws<BadInputException>(() => store.Attempt(id, 1));
        Assert.Throws<BadInputException>(() => store.Checkpoints(id));
        Assert.Throws<BadInputException>(() => store.Finished.Add(new JobEnded { Id = id }));
        Assert.NotNull(store.FaultOf(id, 1, [new Artefact { Sha256 = new string('a', 64) }]));
    }

    [Fact]
    public void What_an_attempt_left_is_its_own_and_no_other_attempts_or_jobs()
    {
        var left = store.Leave("1-ab", 2, folder.Write("model", "bytes"), "model.onnx");

        Assert.Null(store.FaultOf("1-ab", 2, [left]));
        OneLine.Says(store.FaultOf("1-ab", 1, [left])!, "'model.onnx' was not put into the store by attempt 1");
        Assert.NotNull(store.FaultOf("2-ab", 2, [left]));
        Assert.NotNull(store.FaultOf("1-ab", 2, [left, new Artefact { Name = "x", Sha256 = "../left" }]));
    }

    public void Dispose() => folder.Dispose();
}
