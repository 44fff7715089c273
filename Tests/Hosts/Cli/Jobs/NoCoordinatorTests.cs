using Vitrine.Hosts.Cli.Jobs;
using Vitrine.Jobs;
using Vitrine.Tests.Training.Cluster;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Cli.Jobs;

/// <summary>Whoever asks where no coordinator of this version is hears so soon, in one line.</summary>
public sealed class NoCoordinatorTests : IAsyncDisposable
{
    private readonly SmallCluster cluster = new();
    private readonly int port = FreePort.Any();

    [Fact]
    public async Task Nobody_is_there()
    {
        var ran = await new JobLine(port).Run("list");

        Assert.Equal(2, await ran.Code);
        OneLine.Says(
            ran.Said,
            $"vitrine job list: the coordinator at 127.0.0.1:{port} cannot be reached",
            "./vitrine trainer"
        );
    }

    [Fact]
    public async Task Somebody_is_there_who_does_not_answer()
    {
        await using var door = new Door(cluster, port, _ => Door.Silence);
        var asked = new Coordinator(new NodeAddress("127.0.0.1", port), TimeProvider.System)
        {
            Patience = TimeSpan.FromSeconds(2),
        };

        var lost = await Assert.ThrowsAsync<CoordinatorLostException>(() =>
            asked.ConnectAsync(TestContext.Current.CancellationToken)
        );

        OneLine.Says(lost.Message, "takes the connection but has not answered for 2 s", "--clients");
    }

    [Fact]
    public async Task The_coordinator_is_of_another_version()
    {
        await using var door = new Door(cluster, port, _ => new Greeted { Version = 99 });
        var ran = await new JobLine(port).Run("list");

        Assert.Equal(2, await ran.Code);
        OneLine.Says(ran.Said, "speaks version 99 of the cluster's protocol, this program 2", "same Vitrine on both");
    }

    public ValueTask DisposeAsync() => cluster.DisposeAsync();
}
