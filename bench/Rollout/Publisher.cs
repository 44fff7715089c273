using System.Diagnostics;
using Vitrine.Fleet;
using Vitrine.Fleet.Hub;
using Vitrine.Fleet.Releases;
using Vitrine.Models;
using Vitrine.Vision.Attributes;
using Vitrine.Wire;

namespace Vitrine.Bench.Rollout;

/// <summary>A hub in a process of its own, with the key and the token of its operator.</summary>
internal sealed class Publisher : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Process process;
    private readonly SigningKey key;
    private readonly OperatorClient client;
    private readonly string token;
    private int version = 1;

    private Publisher(Process process, SigningKey key, HubAddress address, string folder)
    {
        (this.process, this.key, Address, Keys) = (process, key, address, folder);
        client = new OperatorClient(address, TimeProvider.System);
        token = File.ReadAllText(Path.Combine(folder, RolloutHub.TokenFile));
    }

    /// <summary>Where devices dial.</summary>
    public HubAddress Address { get; }

    /// <summary>The folder with the public key that devices trust.</summary>
    public string Keys { get; }

    /// <summary>Memory that it occupies, in bytes.</summary>
    public long Resident
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Starts one.</summary>
    /// <param name="folder">Its folder; made.</param>
    public static async Task<Publisher> StartAsync(string folder)
    {
        var signing = SigningKey.Create();
        signing.Write(folder);
        string[] command = ["-c", "1", "dotnet", typeof(Publisher).Assembly.Location, "hub", folder];
        var child = Process.Start(
            new ProcessStartInfo("taskset", command)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        var line = await child.StandardOutput.ReadLineAsync();
        return new Publisher(child, signing, HubAddress.Parse(line ?? "nothing"), folder);
    }

    /// <summary>Releases a model as the next version.</summary>
    /// <param name="model">The ONNX file.</param>
    /// <param name="plan">Who gets it.</param>
    public async Task<RolloutStatus> ReleaseAsync(string model, FleetPlan plan) =>
        await client.AskAsync(
            new StartRollout
            {
                Token = token,
                Who = "bench",
                Release = Sign(model),
                Model = model,
                Plan = PlanMessage.Write(plan),
            },
            CancellationToken.None
        );

    private SignedStatement Sign(string model)
    {
        var golden = GoldenFiles.Text(GoldenVectors.Of(FaceModel.Open(model)));
        File.WriteAllText(GoldenFiles.Beside(model), golden);
        return ReleaseMaker.Sign(
            ReleaseMaker.Draft(model),
            ++version,
            TimeSpan.FromDays(30),
            [key],
            TimeProvider.System
        );
    }

    /// <summary>Ends the rollout that runs.</summary>
    public Task<RolloutStatus> AbortAsync() =>
        client.AskAsync(
            new AbortRollout
            {
                Token = token,
                Who = "bench",
                Reason = "measured",
                Revert = true,
            },
            CancellationToken.None
        );

    /// <summary>Asks how it stands until a condition holds.</summary>
    /// <exception cref="TimeoutException">It does not come to hold within two minutes.</exception>
    public async Task<RolloutStatus> UntilAsync(Func<RolloutStatus, bool> condition)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var status = await client.AskAsync(new ShowRollout { Token = token }, CancellationToken.None);
            if (condition(status))
            {
                return status;
            }

            if (TimeProvider.System.GetElapsedTime(begun) > TimeSpan.FromMinutes(2))
            {
                throw new TimeoutException($"the fleet stays as it is: {status}");
            }

            await Task.Delay(Pause);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
        key.Dispose();
    }
}
