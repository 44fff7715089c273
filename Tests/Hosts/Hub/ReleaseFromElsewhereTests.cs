using System.Security.Cryptography;
using Vitrine.Fleet.Hub;
using Vitrine.Fleet.Releases;
using Vitrine.Tests.Fleet.Hub;
using Vitrine.Tests.Hosts.Trainer;
using Vitrine.Tests.Training;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Hub;

/// <summary>
/// An operator's machine that shares no folder with the hub's: it has the program, the key, certificates, and a copy of the
/// token. Machines are network namespaces of Linux.
/// </summary>
[Collection(nameof(TorchAlone))]
public sealed class ReleaseFromElsewhereTests : IDisposable
{
    private const int Port = 4053;
    private const int HubPort = 8096;
    private readonly DrawnRun drawn = new();
    private readonly TemporaryFolder operators = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_is_released_from_another_machine_with_a_copied_token()
    {
        using var network = new CuttableNetwork(machines: 2);
        var hub = $"{network.Address(1)}:{HubPort}";
        GiveCertificatesAndKeys(network);
        using var node = StartNode(network, hub);
        await node.Until("this node (");
        await node.Until("devices may dial");
        await using var client = new Client(network.Here, network.Address(1), Port, Path.Combine(Rollout, "tls"));
        await client.Greet();
        var job = drawn.Job(change: job => job.Epochs = 1);
        var id = (await client.Ask<JobSubmitted>(new SubmitJob { Key = "a", Job = job })).Id;
        var done = await client.Until(id, details => details.Summary.State is JobState.Done);
        File.Copy(Path.Combine(Rollout, RolloutHub.TokenFile), operators["rollout/operator.token"]);

        using var start = OnOperatorsMachine(network, "start", "--job", id.Split('-')[0], "--hub", hub);
        Assert.Equal(0, await start.End());
        using var status = OnOperatorsMachine(network, "status", "--hub", hub);
        Assert.Equal(0, await status.End());

        var model = done.Artefacts.Single(file => file.Name is "gender.onnx").Sha256;
        Assert.Contains($"Signed gender version 1: model {model}", start.Said, StringComparison.Ordinal);
        Assert.Contains("gender version 1", status.Said, StringComparison.Ordinal);
        var served = await File.ReadAllBytesAsync(Directory.GetFiles(Rollout, "*.onnx").Single(), Stop);
        Assert.Equal(model, Convert.ToHexStringLower(SHA256.HashData(served)));
        Assert.Equal(0, await node.Terminate());
    }

    public void Dispose()
    {
        operators.Dispose();
        drawn.Dispose();
    }

    private string Rollout => RolloutHub.FolderIn(drawn["store"]);

    private NodeProcess StartNode(CuttableNetwork network, string hub) =>
        new(
            [.. network.On(1), .. Client.WithToken],
            [
                .. new[] { "--host", network.Address(1), "--port", $"{Port}", "--hub", hub, "--http", "off" },
                .. new[] { "--clients", $"{network.Address(1)}:{Port + 1}" },
                .. new[] { "--certificates", Path.Combine(Rollout, "tls") },
                .. new[] { "--store", drawn["store"], "--cache", drawn["nodes"] },
            ]
        );

    private NodeProcess OnOperatorsMachine(CuttableNetwork network, params string[] arguments) =>
        new(Copied(), network.On(2), ["rollout", .. arguments, "--store", operators.Path]);

    /// <summary>The program in a folder of the operator's own.</summary>
    private string Copied()
    {
        var source = NodeProcess.ProgramOf("Cli");
        Directory.CreateDirectory(operators["vitrine"]);
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(source)!))
        {
            File.Copy(file, operators[$"vitrine/{Path.GetFileName(file)}"], overwrite: true);
        }

        return operators[$"vitrine/{Path.GetFileName(source)}"];
    }

    private void GiveCertificatesAndKeys(CuttableNetwork network)
    {
        using var authority = TestCertificates.Authority();
        TestCertificates.Issue(Path.Combine(Rollout, "tls"), authority, address: network.Address(1));
        TestCertificates.Issue(operators["rollout/tls"], authority, address: network.Address(2));
        using var key = SigningKey.Create();
        key.Write(operators["rollout"]);
        File.Move(operators["rollout/release.pub"], Path.Combine(Rollout, SigningKey.PublicFile));
    }
}
