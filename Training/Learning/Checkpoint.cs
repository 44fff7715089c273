using System.Text.Json;
using TorchSharp.Modules;
using Vitrine.Jobs;
using Vitrine.Jobs.Runs;
using Vitrine.Training.Network;
using Vitrine.Wire;
using static TorchSharp.torch;

namespace Vitrine.Training.Learning;

/// <summary>
/// The whole state of a run after an epoch, in one safetensors file: weights, their averages, the optimizer's state, the
/// job, and the results of the epochs. All that is random follows from the job's seed, the epoch and the step.
/// </summary>
public sealed record Checkpoint : IDisposable
{
    /// <summary>The name of the newest checkpoint.</summary>
    public const string Last = "last.safetensors";

    /// <summary>The name of the checkpoint of the best epoch.</summary>
    public const string Best = "best.safetensors";

    private const string Network = "network.";
    private const string Average = "average.";
    private const string Optimizer = "optimizer";

    /// <summary>The job, complete.</summary>
    public required TrainingJob Job { get; init; }

    /// <summary>The epochs so far.</summary>
    public required IReadOnlyList<EpochMetrics> History { get; init; }

    /// <summary>All tensors by name.</summary>
    public required TensorFile File { get; init; }

    /// <summary>Writes a checkpoint; until it is whole, the one before stays.</summary>
    /// <exception cref="BadInputException">The disk is full or cannot be written.</exception>
    public static void Write(
        string path,
        TrainingJob job,
        IReadOnlyList<EpochMetrics> history,
        nn.Module network,
        WeightAverage average,
        OptimizerHelper optimizer
    )
    {
        using var scope = NewDisposeScope();
        var tensors = network
            .state_dict()
            .ToDictionary(tensor => Network + tensor.Key, tensor => tensor.Value, StringComparer.Ordinal);
        foreach (var (name, value) in average.Values)
        {
            tensors[Average + name] = value;
        }

        tensors[Optimizer] = tensor(State(optimizer), dtype: ScalarType.Byte);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["job"] = job.ToString(),
            ["history"] = JsonSerializer.Serialize(history),
        };
        DiskWrite.Do(
            $"checkpoint '{path}'",
            "the one before is kept: make room, then go on with --resume",
            () => Safetensors.Write(path, new TensorFile(tensors, texts))
        );
    }

    /// <summary>Reads a checkpoint.</summary>
    /// <exception cref="BadInputException">It is missing, corrupt, or no checkpoint.</exception>
    public static Checkpoint Read(string path)
    {
        if (!System.IO.File.Exists(path))
        {
            throw new BadInputException($"checkpoint '{path}' is not there; start without --resume");
        }

        return Of(path, Safetensors.Read(path));
    }

    /// <summary>The checkpoint that a file of tensors is.</summary>
    internal static Checkpoint Of(string path, TensorFile file)
    {
        if (!file.Metadata.TryGetValue("job", out var job) || !file.Metadata.TryGetValue("history", out var history))
        {
            throw new BadInputException(
                $"'{path}' holds weights but is no checkpoint of a run; start without --resume"
            );
        }

        try
        {
            return new Checkpoint
            {
                Job = TrainingJob.Parser.ParseJson(job),
                History = Epochs(history),
                File = file,
            };
        }
        catch (Exception bad) when (bad is IOException or JsonException or ArgumentException or FormatException)
        {
            throw new BadInputException($"'{path}' is no checkpoint of this program: {SingleLine.Of(bad)}", bad);
        }
    }

    /// <summary>Checks that a job can resume from here: what shapes the network and its inputs must be the same.</summary>
    /// <exception cref="BadInputException">It is of another architecture or task.</exception>
    public void RequireFits(TrainingJob job, string path)
    {
        if (NetworkFit.Fault(Job, job) is { } fault)
        {
            throw new BadInputException(
                $"checkpoint '{path}' is of another network: {fault}; start it in another --out"
            );
        }
    }

    /// <summary>Puts the weights into place.</summary>
    /// <exception cref="BadInputException">They are another network's.</exception>
    public void Restore(nn.Module network)
    {
        using var quiet = no_grad();
        foreach (var (name, value) in network.state_dict())
        {
            value.copy_(Found(Network + name, value));
        }
    }

    /// <summary>Puts weights and averages into place.</summary>
    /// <exception cref="BadInputException">They are another network's.</exception>
    public void Restore(nn.Module network, WeightAverage average)
    {
        Restore(network);
        using var quiet = no_grad();
        foreach (var (name, value) in average.Values)
        {
            value.copy_(Found(Average + name, value));
        }
    }

    /// <summary>Puts only the averaged weights into a network: the ones to evaluate and to package.</summary>
    public void RestoreAverages(nn.Module network)
    {
        using var quiet = no_grad();
        foreach (var (name, value) in network.state_dict())
        {
            value.copy_(Found((File.Tensors.ContainsKey(Average + name) ? Average : Network) + name, value));
        }
    }

    /// <summary>Gives an optimizer of the same kind its state back, and with it the settings that it had.</summary>
    /// <exception cref="BadInputException">It is another's, or damaged.</exception>
    public void Restore(OptimizerHelper optimizer)
    {
        var state = File.Tensors.GetValueOrDefault(Optimizer);
        using var reader = new BinaryReader(new MemoryStream(state is null ? [] : state.bytes.ToArray()));
        try
        {
            optimizer.load_state_dict(reader);
        }
        catch (Exception bad) when (bad is not OutOfMemoryException)
        {
            throw new BadInputException(
                $"the checkpoint's optimizer cannot be read ({SingleLine.Of(bad)}): it is damaged; start in another --out",
                bad
            );
        }
    }

    /// <inheritdoc />
    public void Dispose() => File.Dispose();

    private Tensor Found(string name, Tensor like) =>
        File.Tensors.TryGetValue(name, out var found) && found.shape.SequenceEqual(like.shape)
            ? found
            : throw new BadInputException(
                $"the checkpoint lacks the tensor {name}, or has it in another shape: it is of another network; start in another --out"
            );

    private static EpochMetrics[] Epochs(string history)
    {
        var epochs = JsonSerializer.Deserialize<EpochMetrics?[]>(history) ?? [];
        return [.. epochs.Select(epoch => epoch ?? throw new JsonException("an epoch is missing"))];
    }

    private static byte[] State(OptimizerHelper optimizer)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream))
        {
            optimizer.save_state_dict(writer);
        }

        return stream.ToArray();
    }
}
