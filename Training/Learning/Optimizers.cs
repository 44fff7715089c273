using TorchSharp.Modules;
using Vitrine.Wire;
using static TorchSharp.torch;

namespace Vitrine.Training.Learning;

/// <summary>Makes a job's optimizer.</summary>
public static class Optimizers
{
    /// <summary>
    /// SGD with momentum, Adam (Kingma and Ba, 2015) or AdamW (Loshchilov and Hutter, 2019) over what is not frozen, in two
    /// groups: weights of convolutions and the head, which decay, and norms and biases, which do not.
    /// </summary>
    public static OptimizerHelper Of(TrainingJob job, nn.Module network)
    {
        var trained = network.parameters().Where(parameter => parameter.requires_grad).ToArray();
        var decaying = trained.Where(parameter => parameter.dim() > 1).ToArray();
        var others = trained.Where(parameter => parameter.dim() <= 1).ToArray();
        var (rate, momentum, decay) = (job.LearningRate, job.Momentum, job.WeightDecay);
        return job.Optimizer switch
        {
            "sgd" => optim.SGD(
                [new SGD.ParamGroup(decaying, rate, momentum, weight_decay: decay), new(others, rate, momentum)],
                rate
            ),
            "adam" => optim.Adam(
                [new Adam.ParamGroup(decaying, rate, momentum, weight_decay: decay), new(others, rate, momentum)],
                rate
            ),
            _ => optim.AdamW(
                [
                    new AdamW.ParamGroup(decaying, rate, momentum, weight_decay: decay),
                    new(others, rate, momentum, weight_decay: 0),
                ],
                rate
            ),
        };
    }

    /// <summary>Gives an optimizer whose state was restored the job's own settings again: a state brings its old ones.</summary>
    public static void Retune(TrainingJob job, OptimizerHelper optimizer)
    {
        // The first group decays, the second never does.
        foreach (var (group, decay) in optimizer.ParamGroups.Zip([job.WeightDecay, 0.0]))
        {
            group.LearningRate = job.LearningRate;
            switch (group)
            {
                case SGD.ParamGroup { Options: var sgd }:
                    (sgd.momentum, sgd.weight_decay) = (job.Momentum, decay);
                    break;
                case AdamW.ParamGroup { Options: var adamW }:
                    (adamW.beta1, adamW.weight_decay) = (job.Momentum, decay);
                    break;
                case Adam.ParamGroup { Options: var adam }:
                    (adam.beta1, adam.weight_decay) = (job.Momentum, decay);
                    break;
            }
        }
    }
}
