using TorchSharp;
using static TorchSharp.torch;

namespace Vitrine.Training.Learning;

/// <summary>
/// The weights averaged over the steps of training, newer ones counting more (Polyak and Juditsky, 1992; with exponential
/// decay as in Tarvainen and Valpola, "Mean teachers", 2017). They are better than those of any one step.
/// </summary>
public sealed class WeightAverage : IDisposable
{
    private readonly double decay;
    private readonly (string Name, Tensor Value)[] live;
    private readonly Dictionary<string, Tensor> averages;

    /// <param name="network">Whose tensors are averaged; frozen ones do not change and are left out.</param>
    /// <param name="frozen">Features that are frozen.</param>
    /// <param name="decay">0 to 1: what is left of the average after one step; 0: the weights themselves.</param>
    public WeightAverage(nn.Module network, int frozen, double decay)
    {
        this.decay = decay;
        live =
        [
            .. network
                .state_dict()
                .Where(tensor => tensor.Value.dtype == ScalarType.Float32 && !IsFrozen(tensor.Key, frozen))
                .Select(tensor => (tensor.Key, tensor.Value)),
        ];
        averages = live.ToDictionary(
            tensor => tensor.Name,
            tensor => tensor.Value.detach().clone().DetachFromDisposeScope(),
            StringComparer.Ordinal
        );
    }

    /// <summary>The averages by tensor name.</summary>
    public IReadOnlyDictionary<string, Tensor> Values => averages;

    /// <summary>Takes the step's weights in.</summary>
    /// <param name="step">Steps done, 1 or more; early on the average follows faster.</param>
    public void Take(long step)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var share = Math.Min(decay, (1.0 + step) / (10 + step));
        // Held by name: TorchSharp frees a number that nothing holds while an operation still reads it.
        using var kept = share.ToScalar();
        using var taken = (1 - share).ToScalar();
        foreach (var (name, value) in live)
        {
            averages[name].mul_(kept).add_(value, alpha: taken);
        }
    }

    /// <summary>Puts the averages into the network, runs, and puts the step's weights back.</summary>
    public T With<T>(Func<T> run)
    {
        Swap();
        try
        {
            return run();
        }
        finally
        {
            Swap();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var average in averages.Values)
        {
            average.Dispose();
        }
    }

    private static bool IsFrozen(string name, int frozen) =>
        Enumerable.Range(0, frozen).Any(feature => name.StartsWith($"features.{feature}.", StringComparison.Ordinal));

    private void Swap()
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (name, value) in live)
        {
            var before = value.clone();
            value.copy_(averages[name]);
            averages[name].copy_(before);
        }
    }
}
