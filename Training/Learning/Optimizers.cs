using TorchSharp.Modules;
using Vitrine.Training.Network;
using Vitrine.Wire;
using static TorchSharp.torch;

namespace Vitrine.Training.Learning;

/// <summary>Makes a job's optimizer.</summary>
public static class Optimizers
{
    private const double SecondBeta = 0.999;

    /// <summary>
    /// SGD with momentum, Adam (Kingma and Ba, 2015) or AdamW (Loshchilov and Hutter, 2019) over what is not frozen, in two
    /// groups: weights of convolutions and the head, which decay, and norms and biases, which do not.
    /// </summary>
    public static OptimizerHelper Of(TrainingJob job, MobileNetV2 network)
    {
        var trained = network.parameters().Where(parameter => parameter.requires_grad).ToArray();
        var decaying = trained.Where(parameter => parameter.dim() > 1).ToArray();
        var others = trained.Where(parameter => parameter.dim() <= 1).ToArray();
        return job.Optimizer switch
        {
            "sgd" => optim.SGD([Sgd(job, decaying, job.WeightDecay), Sgd(job, others, 0)], job.LearningRate),
            "adam" => optim.Adam([Adam(job, decaying, job.WeightDecay), Adam(job, others, 0)], job.LearningRate),
            _ => optim.AdamW([AdamW(job, decaying, job.WeightDecay), AdamW(job, others, 0)], job.LearningRate),
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

    private static SGD.ParamGroup Sgd(TrainingJob job, Parameter[] parameters, double decay) =>
        new(
            parameters,
            new SGD.Options
            {
                momentum = job.Momentum,
                weight_decay = decay,
                LearningRate = job.LearningRate,
            }
        );

    private static Adam.ParamGroup Adam(TrainingJob job, Parameter[] parameters, double decay) =>
        new(
            parameters,
            new Adam.Options
            {
                beta1 = job.Momentum,
                beta2 = SecondBeta,
                weight_decay = decay,
                LearningRate = job.LearningRate,
            }
        );

    private static AdamW.ParamGroup AdamW(TrainingJob job, Parameter[] parameters, double decay) =>
        new(
            parameters,
            new AdamW.Options
            {
                beta1 = job.Momentum,
                beta2 = SecondBeta,
                weight_decay = decay,
                LearningRate = job.LearningRate,
            }
        );
}
