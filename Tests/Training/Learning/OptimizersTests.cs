using TorchSharp.Modules;
using Vitrine.Tests.Training.Examples;
using Vitrine.Tests.Training.Packaging;
using Vitrine.Training.Learning;
using Vitrine.Training.Network;
using Vitrine.Wire;
using Xunit;
using static TorchSharp.torch;

namespace Vitrine.Tests.Training.Learning;

/// <summary>Two steps, so that momentum counts, on a network whose gradients are all 0.5; then against the papers' formulas.</summary>
public sealed class OptimizersTests : IDisposable
{
    private const double Gradient = 0.5;
    private readonly MobileNetV2 network = DrawnNetwork.Draw(Padding.TensorFlow, classes: 2);

    [Theory]
    [InlineData("sgd")]
    [InlineData("adam")]
    [InlineData("adamw")]
    public void Weights_and_biases_move_by_the_formula_and_only_weights_decay(string optimizer)
    {
        var job = Job(optimizer, rate: 0.01, momentum: 0.8, decay: 0.1);
        var (weight, bias) = (First(network.Head.weight), First(network.Head.bias!));
        using var moved = Optimizers.Of(job, network);

        Step(moved, times: 2);

        Assert.Equal(Moved(job, weight, decay: 0.1), First(network.Head.weight), 1e-5);
        Assert.Equal(Moved(job, bias, decay: 0), First(network.Head.bias!), 1e-5);
    }

    [Fact]
    public void Norms_do_not_decay_and_convolutions_do()
    {
        var block = (ConvolutionBlock)network.Features[0];
        var (filter, norm) = (First(block.Convolution.weight), First(block.Norm.weight!));
        var job = Job("sgd", rate: 0.01, momentum: 0, decay: 1);
        using var moved = Optimizers.Of(job, network);

        Step(moved, times: 1);

        Assert.Equal(filter - (0.01 * (Gradient + filter)), First(block.Convolution.weight), 1e-5);
        Assert.Equal(norm - (0.01 * Gradient), First(block.Norm.weight!), 1e-5);
    }

    [Fact]
    public void What_is_frozen_is_not_moved()
    {
        network.Freeze(5);
        var block = (ConvolutionBlock)network.Features[0];
        var before = First(block.Convolution.weight);
        using var moved = Optimizers.Of(Job("sgd", 0.01, 0.9, 1), network);

        Step(moved, times: 1);

        Assert.Equal(before, First(block.Convolution.weight));
    }

    [Theory]
    [InlineData("sgd")]
    [InlineData("adam")]
    [InlineData("adamw")]
    public void A_restored_state_keeps_its_momentum_and_takes_the_new_jobs_settings(string optimizer)
    {
        using var before = Optimizers.Of(Job(optimizer, rate: 0.1, momentum: 0.9, decay: 0.9), network);
        Step(before, times: 2);
        var job = Job(optimizer, rate: 0.02, momentum: 0.5, decay: 0.2);
        using var restored = Optimizers.Of(job, network);

        Restore(before, restored);
        Optimizers.Retune(job, restored);

        var groups = restored.ParamGroups.Select(Settings).ToArray();
        Assert.Equal([(0.02, 0.5, 0.2), (0.02, 0.5, 0.0)], groups);
    }

    [Theory]
    [InlineData("sgd")]
    [InlineData("adam")]
    [InlineData("adamw")]
    public void A_restored_optimizer_goes_on_as_if_it_had_never_stopped(string optimizer)
    {
        var job = Job(optimizer, rate: 0.01, momentum: 0.9, decay: 0.1);
        using var first = Optimizers.Of(job, network);
        Step(first, times: 3);
        var middle = network.state_dict().ToDictionary(t => t.Key, t => t.Value.clone(), StringComparer.Ordinal);
        using var second = Optimizers.Of(job, network);
        Restore(first, second);
        Optimizers.Retune(job, second);
        Step(first, times: 2);
        var uninterrupted = network.Head.weight.data<float>().ToArray();
        using (no_grad())
        {
            foreach (var (name, tensor) in network.state_dict())
            {
                tensor.copy_(middle[name]);
            }
        }

        Step(second, times: 2);

        Assert.Equal(uninterrupted, network.Head.weight.data<float>().ToArray());
    }

    public void Dispose() => network.Dispose();

    private static TrainingJob Job(string optimizer, double rate, double momentum, double decay) =>
        Drawn.Gender(job =>
        {
            (job.Optimizer, job.LearningRate) = (optimizer, rate);
            (job.Momentum, job.WeightDecay) = (momentum, decay);
        });

    private void Step(OptimizerHelper optimizer, int times)
    {
        for (var step = 0; step < times; step++)
        {
            foreach (var parameter in network.parameters().Where(parameter => parameter.requires_grad))
            {
                parameter.grad = full_like(parameter, Gradient);
            }

            optimizer.step();
        }
    }

    // Two steps with the same gradient. SGD: v = m v + g; Adam: both means corrected; AdamW decays by itself.
    private static double Moved(TrainingJob job, double value, double decay)
    {
        var (velocity, first, second) = (0.0, 0.0, 0.0);
        for (var step = 1; step <= 2; step++)
        {
            var gradient = Gradient + (job.Optimizer is "adamw" ? 0 : decay * value);
            velocity = (job.Momentum * velocity) + gradient;
            first = (job.Momentum * first) + ((1 - job.Momentum) * gradient);
            second = (0.999 * second) + (0.001 * gradient * gradient);
            var adam =
                first / (1 - Math.Pow(job.Momentum, step)) / (Math.Sqrt(second / (1 - Math.Pow(0.999, step))) + 1e-8);
            var decayed = job.Optimizer is "adamw" ? job.LearningRate * decay * value : 0;
            value -= (job.LearningRate * (job.Optimizer is "sgd" ? velocity : adam)) + decayed;
        }

        return value;
    }

    private static void Restore(OptimizerHelper from, OptimizerHelper into)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        from.save_state_dict(writer);
        writer.Flush();
        stream.Position = 0;
        using var reader = new BinaryReader(stream);
        into.load_state_dict(reader);
    }

    private static (double Rate, double Momentum, double Decay) Settings(object group) =>
        group switch
        {
            SGD.ParamGroup sgd => (sgd.LearningRate, sgd.Options.momentum!.Value, sgd.Options.weight_decay!.Value),
            AdamW.ParamGroup adamW => (
                adamW.LearningRate,
                adamW.Options.beta1!.Value,
                adamW.Options.weight_decay!.Value
            ),
            Adam.ParamGroup adam => (adam.LearningRate, adam.Options.beta1!.Value, adam.Options.weight_decay!.Value),
            _ => throw new ArgumentException("An optimizer that no job has.", nameof(group)),
        };

    private static double First(Tensor tensor) => tensor.data<float>()[0];
}
