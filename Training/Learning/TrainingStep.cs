using TorchSharp;
using TorchSharp.Modules;
using Vitrine.Training.Evaluation;
using Vitrine.Training.Network;
using Vitrine.Wire;
using static TorchSharp.torch;

namespace Vitrine.Training.Learning;

/// <summary>What is done with one batch: learn from it, or evaluate the network on it.</summary>
/// <param name="job">A complete job.</param>
/// <param name="network">On the job's device; the job's frozen features are frozen in it.</param>
/// <param name="inputShape">Channels, height and width of one input of the first trained feature.</param>
public sealed class TrainingStep(TrainingJob job, MobileNetV2 network, long[] inputShape) : IDisposable
{
    private readonly Device device = torch.device(job.Device);
    private readonly CollectionPause pause = new();

    /// <summary>Moves the weights that are not frozen.</summary>
    public OptimizerHelper Optimizer { get; } = MakeOptimizer(job, network);

    /// <summary>Forward, loss, backward, and the optimizer's move. The network must be in training mode. The seed decides what dropout leaves out.</summary>
    /// <returns>The loss before the move.</returns>
    public double Learn(Batch batch, double rate, int seed, ConfusionMatrix confusion)
    {
        pause.BetweenSteps();
        using var scope = NewDisposeScope();
        SetLearningRate(rate);
        random.manual_seed(seed);

        Optimizer.zero_grad();
        var logits = network.From(job.Freeze, Inputs(batch));
        var loss = Loss.Of(logits, Rows(batch.Targets), Rows(batch.Weights));
        loss.backward();
        Optimizer.step();

        Count(logits, batch, confusion);
        return loss.item<float>();
    }

    /// <summary>The loss alone. The network must be in evaluation mode.</summary>
    public double Evaluate(Batch batch, ConfusionMatrix confusion)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var logits = network.From(job.Freeze, Inputs(batch));
        Count(logits, batch, confusion);
        return Loss.Of(logits, Rows(batch.Targets), Rows(batch.Weights)).item<float>();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Optimizer.Dispose();
        pause.Dispose();
    }

    private static OptimizerHelper MakeOptimizer(TrainingJob job, MobileNetV2 network)
    {
        network.Freeze(job.Freeze);
        return Optimizers.Of(job, network);
    }

    private void SetLearningRate(double rate)
    {
        foreach (var group in Optimizer.ParamGroups)
        {
            group.LearningRate = rate;
        }
    }

    private Tensor Inputs(Batch batch) => tensor(batch.Inputs, [batch.Count, .. inputShape], device: device);

    private Tensor Rows(float[] values) =>
        tensor(values, [values.Length / network.Shape.Classes, network.Shape.Classes], device: device);

    private static void Count(Tensor logits, Batch batch, ConfusionMatrix confusion)
    {
        var said = logits.argmax(1).cpu().data<long>().ToArray();
        foreach (var (label, answer) in batch.Labels.Zip(said).Where(pair => pair.First >= 0))
        {
            confusion.Add((int)label, (int)answer);
        }
    }
}

/// <summary>How wrong the network is.</summary>
public static class Loss
{
    /// <summary>Cross-entropy between the wanted distributions and the network's, each class with its weight; a mean over the batch.</summary>
    /// <param name="logits">Batch x classes.</param>
    /// <param name="targets">Batch x classes, each row's sum 1.</param>
    /// <param name="weights">Batch x classes: what each class counts.</param>
    public static Tensor Of(Tensor logits, Tensor targets, Tensor weights) =>
        -(nn.functional.log_softmax(logits, 1) * targets * weights).sum(1).mean();
}
