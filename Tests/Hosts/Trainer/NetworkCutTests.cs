using Vitrine.Tests.Fleet.Hub;
using Vitrine.Tests.Training;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Trainer;

[Collection(nameof(NodeProcesses))]
public sealed class NetworkCutTests : IDisposable
{
    private const int Port = 4053;
    private readonly DrawnRun drawn = new();
    private readonly List<NodeProcess> nodes = [];

    [Fact]
    public async Task A_worker_that_is_cut_off_halts_before_another_has_its_job_and_is_back_when_the_cable_is()
    {
        using var network = new CuttableNetwork(machines: 3);
        using var authority = TestCertificates.Authority();
        for (var machine = 1; machine <= 3; machine++)
        {
            TestCertificates.Issue(drawn[$"tls-{machine}"], authority, address: network.Address(machine));
        }

        var job = drawn.Job(change: job => (job.Epochs, job.Batch) = (8, 2));
        Start(network, 1, "coordinator");
        Start(network, 2, "worker");
        Start(network, 3, "worker");
        await Task.WhenAll(nodes.Select(node => node.Until("this node (")));
        await using var client = new Client(network.Here, network.Address(1), Port, drawn["tls-1"]);
        await client.Greet();
        var id = (await client.Ask<JobSubmitted>(new SubmitJob { Key = "a", Job = job })).Id;
        var running = await client.Until(id, details => details.Summary.EpochsDone >= 1);
        var cut = running.Summary.Worker.StartsWith(network.Address(2), StringComparison.Ordinal) ? 2 : 3;

        network.Cut(cut);
        await client.Until(id, details => details.Summary.Attempt == 2);
        var before = LastWrite(id, attempt: 1);
        await client.Until(id, details => details.Summary.State is JobState.Done);
        // Not a byte of the first attempt since the second began.
        Assert.Equal(before, LastWrite(id, attempt: 1));
        network.Heal(cut);

        await client.UntilWorkers(2);
        var events = await client.Events(id);
        Assert.Equal(Enumerable.Range(1, events.Count), events.Select(happened => (int)happened.Number));
        Assert.Single(events, happened => happened.State?.To is JobState.Done);
        var begun = events.First(happened => happened is { Attempt: 2, State.To: JobState.Preparing }).Time;
        Assert.True(before < begun.ToDateTime(), $"{before:O} and {begun}");
    }

    public void Dispose()
    {
        nodes.ForEach(node => node.Dispose());
        drawn.Dispose();
    }

    private void Start(CuttableNetwork network, int machine, string role) =>
        nodes.Add(
            new NodeProcess(
                [.. network.On(machine), .. Client.WithToken],
                [
                    .. new[] { "--role", role, "--host", network.Address(machine), "--port", $"{Port}" },
                    .. new[] { "--seed-node", $"{network.Address(1)}:{Port}" },
                    .. new[] { "--clients", $"{network.Address(machine)}:{Port + 1}" },
                    .. new[] { "--certificates", drawn[$"tls-{machine}"] },
                    .. new[] { "--store", drawn["store"], "--cache", drawn["nodes"] },
                ]
            )
        );

    private DateTime LastWrite(string id, long attempt) =>
        new DirectoryInfo(Path.Combine(drawn["store"], "jobs", id, $"attempt-{attempt}"))
            .EnumerateFiles("*", SearchOption.AllDirectories)
            .Max(file => file.LastWriteTimeUtc);
}
