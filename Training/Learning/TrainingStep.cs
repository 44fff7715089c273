using TorchSharp;
using TorchSharp.Modules;
using Vitrine.Training.Evaluation;
using Vitrine.Training.Network;
using Vitrine.Wire;
using static TorchSharp.torch;

namespace Vitrine.Training.Learning;

/// <summary>What is done with one batch: learn from it, or judge the network by it.</summary>
public sealed class TrainingStep : IDisposable
{
    private readonly TrainingJob job;
    private readonly MobileNetV2 network;
    private readonly long[] inputShape;
    private readonly Device device;
    private readonly CollectionPause pause = new();

    /// <param name="job">A complete job.</param>
    /// <param name="network">On the job's device; what the job says is frozen.</param>
    /// <param name="inputShape">Channels, height and width of one input of the first trained feature.</param>
    public TrainingStep(TrainingJob job, MobileNetV2 network, long[] inputShape)
    {
        (this.job, this.network, this.inputShape) = (job, network, inputShape);
        device = torch.device(job.Device);
        network.Freeze(job.Freeze);
        Optimizer = Optimizers.Of(job, network);
    }

    /// <summary>Moves the weights.</summary>
    public OptimizerHelper Optimizer { get; }

    /// <summary>Forward, loss, backward, and the optimizer's move. The network must be in training mode.</summary>
    /// <param name="batch">What to learn from.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="seed">Decides what dropout leaves out.</param>
    /// <param name="confusion">Is told what the network said.</param>
    /// <returns>The loss before the move.</returns>
    public double Learn(Batch batch, double rate, int seed, Confusion confusion)
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
    /// <param name="batch">What to judge by.</param>
    /// <param name="confusion">Is told what the network said.</param>
    public double Judge(Batch batch, Confusion confusion)
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

    private static void Count(Tensor logits, Batch batch, Confusion confusion)
    {
        var said = logits.argmax(1).cpu().data<long>().ToArray();
        foreach (var (label, answer) in batch.Labels.Zip(said).Where(pair => pair.First >= 0))
        {
            confusion.Add((int)label, (int)answer);
        }
    }
}
