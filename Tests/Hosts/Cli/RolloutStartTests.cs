using System.Collections.Concurrent;
using System.Security.Cryptography;
using Vitrine.Fleet;
using Vitrine.Fleet.Hub;
using Vitrine.Fleet.Releases;
using Vitrine.Hosts.Cli.Rollout;
using Vitrine.Models;
using Vitrine.Tests.Vision.Attributes;
using Vitrine.Vision.Attributes;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Cli;

public sealed class RolloutStartTests : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly TemporaryFolder operators = new();
    private readonly ConcurrentQueue<string> said = [];
    private readonly FinishedJobs jobs;
    private readonly RolloutHub hub;

    public RolloutStartTests()
    {
        jobs = new FinishedJobs(folder.Path);
        hub = RolloutHub.Start(new HubAddress("127.0.0.1", 0), Rollout, TimeProvider.System, said.Enqueue, jobs);
        using var key = SigningKey.Create();
        key.Write(operators.Path);
        File.Copy(operators[SigningKey.PublicFile], Path.Combine(Rollout, SigningKey.PublicFile));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Rollout => RolloutHub.FolderIn(folder.Path);

    [Fact]
    public async Task A_job_is_released_by_its_number_and_the_hub_finds_the_model_by_its_hash()
    {
        var model = Leave("7-ab", TinyModels.Gender, golden: true);

        Assert.Equal(0, await Start(job: "7"));

        var served = Directory.GetFiles(Rollout, "*.onnx").Single();
        Assert.Equal(model, Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(served, Stop))));
        Assert.Contains(said, line => line.Contains("started gender version", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_job_of_an_older_Vitrine_that_left_no_golden_vectors_is_told_what_to_do()
    {
        Leave("7-ab", TinyModels.Gender, golden: false);

        OneLine.Says((await Refused(job: "7")).Message, "7-ab", "golden vectors", "train it again", "--model");
    }

    [Fact]
    public async Task A_job_whose_model_is_another_than_expected_is_not_signed()
    {
        var hash = Leave("7-ab", TinyModels.Gender, golden: true);

        OneLine.Says((await Refused(job: "7", sha256: "0123")).Message, "--sha256 0123", hash, "nothing was signed");
        Assert.Equal(0, await Start(job: "7", sha256: hash[..12]));
    }

    [Fact]
    public async Task A_job_that_the_hub_does_not_know_is_bad_input() =>
        OneLine.Says((await Refused(job: "8")).Message, "no job 8");

    [Fact]
    public async Task A_job_whose_file_was_damaged_in_the_store_is_bad_input()
    {
        var hash = Leave("7-ab", TinyModels.Gender, golden: true);
        folder.Write($"artefacts/{hash}", "nothing");

        OneLine.Says((await Refused(job: "7")).Message, hash, "damaged");
    }

    [Fact]
    public async Task A_file_is_released_with_the_golden_vectors_beside_it()
    {
        var model = TinyModels.Write(operators.Path, "gender", TinyModels.Gender);
        OneLine.Says((await Refused(model: model)).Message, model, "no golden vectors");

        WriteGolden(model, GoldenVectors.Of(FaceModel.Open(model)));

        Assert.Equal(0, await Start(model: model));
    }

    [Fact]
    public async Task A_file_with_the_golden_vectors_of_another_model_is_not_signed()
    {
        var model = TinyModels.Write(operators.Path, "gender", TinyModels.Gender);
        WriteGolden(model, new GoldenFile { Sha256 = new string('0', 64) });

        OneLine.Says((await Refused(model: model)).Message, "not of this gender model");
    }

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        operators.Dispose();
        folder.Dispose();
    }

    /// <summary>What a job leaves in the store.</summary>
    /// <returns>The model's SHA-256.</returns>
    private string Leave(string id, byte[] onnx, bool golden)
    {
        using var made = new TemporaryFolder();
        var model = TinyModels.Write(made.Path, "gender", onnx);
        if (golden)
        {
            WriteGolden(model, GoldenVectors.Of(FaceModel.Open(model)));
        }

        var left = Directory.GetFiles(made.Path).Select(file => jobs.Files.Put(file, Path.GetFileName(file))).ToArray();
        jobs.Add(
            new JobEnded
            {
                Id = id,
                State = JobState.Done,
                Artefacts = { left },
            }
        );
        return left.Single(file => file.Name.EndsWith(".onnx", StringComparison.Ordinal)).Sha256;
    }

    private static void WriteGolden(string model, GoldenFile golden) =>
        File.WriteAllText(GoldenFiles.Beside(model), GoldenFiles.Text(golden));

    private Task<BadInputException> Refused(string? model = null, string? job = null, string? sha256 = null) =>
        Assert.ThrowsAsync<BadInputException>(() => Start(model, job, sha256));

    private async Task<int> Start(string? model = null, string? job = null, string? sha256 = null) =>
        await StartHost.RunAsync(
            new StartArguments(
                model,
                job,
                sha256,
                [operators[SigningKey.KeyFile]],
                Version: null,
                TimeSpan.FromDays(1),
                new FleetPlan(),
                () => new OperatorClient(hub.Address, TimeProvider.System),
                await File.ReadAllTextAsync(Path.Combine(Rollout, RolloutHub.TokenFile), Stop)
            ),
            Stop
        );
}
