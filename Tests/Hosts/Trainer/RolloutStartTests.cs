using Vitrine.Fleet;
using Vitrine.Fleet.Hub;
using Vitrine.Fleet.Releases;
using Vitrine.Hosts.Trainer.Rollout;
using Vitrine.Tests.Vision.Attributes;
using Vitrine.Training.Cluster;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Trainer;

public sealed class RolloutStartTests : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly RolloutHub hub;

    public RolloutStartTests() =>
        hub = RolloutHub.Start(new HubAddress("127.0.0.1", 0), folder.Path, TimeProvider.System, _ => { });

    [Fact]
    public async Task A_model_that_does_not_load_is_bad_input()
    {
        using (var key = SigningKey.Create())
        {
            key.Write(folder.Path);
        }

        var model = TinyModels.Write(folder.Path, "gender", [1, 2, 3]);

        var refused = await Assert.ThrowsAsync<BadInputException>(() => Start(model));

        OneLine.Says(refused.Message, model, "cannot be loaded");
    }

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        folder.Dispose();
    }

    private async Task<int> Start(string model) =>
        await StartHost.RunAsync(
            new StartArguments(
                model,
                Job: null,
                new NodeAddress("127.0.0.1", 1),
                folder[SigningKey.PrivateFile],
                Version: null,
                TimeSpan.FromDays(1),
                new FleetPlan(),
                () => new OperatorClient(hub.Address, TimeProvider.System),
                await File.ReadAllTextAsync(folder[RolloutHub.TokenFile], TestContext.Current.CancellationToken)
            ),
            TestContext.Current.CancellationToken
        );
}
