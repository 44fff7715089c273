using Vitrine.Wire;
using static Vitrine.Jobs.Hyperparameter;

namespace Vitrine.Jobs;

/// <summary>Every setting of a training job. The options of the command line, their help and all checks come from here.</summary>
public static class Hyperparameters
{
    /// <summary>All of them, in the order of the message's fields.</summary>
    public static IReadOnlyList<Hyperparameter> All { get; } =
    [
        Number("width", 1.0, 0.1, 2, "width multiplier of all layers"),
        Number("size", 128, 32, 512, "side of the network's input, in pixels"),
        Number("crop-margin", 1.25, 1, 4, "side of the crop over the longer side of the face's box"),
        Choice("padding", "tensorflow", ["tensorflow", "symmetrical"], "zeros around a convolution of stride 2"),
        Number("dropout", 0.3, 0, 0.9, "share of the head's inputs that training leaves out"),
        Number("freeze", 7, 0, 19, "features, from the first, whose weights stay as they are"),
        Choice("crop", "landmarks", ["landmarks", "box"], "a face is cut out by its eyes and mouth, or by its box"),
        Number("variants", 5, 1, 100, "augmentations of a picture that a frozen trunk's activations are kept of"),
        Number("rotation", 10.0, 0, 45, "augmentation: turned by up to that many degrees"),
        Number("shift", 0.06, 0, 0.5, "augmentation: shifted by up to that share of the face's box"),
        Number("scale", 0.1, 0, 0.5, "augmentation: enlarged or shrunk by up to that share"),
        Number("shear", 0.05, 0, 0.5, "augmentation: sheared by up to that tangent"),
        Number("flip", 0.5, 0, 1, "augmentation: chance of being mirrored"),
        Number("jitter", 0.25, 0, 0.9, "augmentation: brightness, contrast, saturation change by up to that share"),
        Number("erasing", 0.25, 0, 1, "augmentation: chance that a rectangle is erased"),
        Number("epochs", 10, 1, 1000, "times that the training split is gone through"),
        Magnitude("batch", 32, 2, 1024, "pictures of one step"),
        Choice("optimizer", "adamw", ["sgd", "adam", "adamw"], "how weights follow the gradient"),
        Magnitude("learning-rate", 1e-3, 1e-7, 1, "peak learning rate"),
        Number("momentum", 0.9, 0, 0.999, "momentum of sgd, first beta of adam and adamw"),
        Magnitude("weight-decay", 0.05, 0, 1, "weight decay; norms and biases have none"),
        Choice("schedule", "one-cycle", ["constant", "step", "cosine", "one-cycle"], "learning rate over the run"),
        Number("warmup", 0.1, 0, 0.5, "share of the run in which the learning rate rises; one-cycle: 0.3 at least"),
        Choice(
            "loss",
            "auto",
            ["auto", "cross-entropy", "distribution"],
            "auto: distribution for age, else cross-entropy"
        ),
        Number("label-smoothing", 0.1, 0, 0.5, "share of a label that is spread over all classes"),
        Number("age-spread", 3.0, 0.1, 20, "loss distribution: standard deviation of an age, in years"),
        Choice("balance", "weights", ["none", "weights", "sampling"], "how rare classes are made to count"),
        Number("balance-power", 0.5, 0, 1, "a class counts as its size to the minus this power"),
        Number("averaging", 0.998, 0, 0.9999, "weights are averaged over steps with this decay; 0: not at all"),
        Number("patience", 0, 0, 1000, "epochs without a better validation accuracy after which to stop; 0: never"),
        Number("seed", 1L, 0, int.MaxValue, "decides all that is random"),
        Choice("device", "cpu", ["cpu", "cuda"], "where the network is trained"),
        Number("threads", 2, 1, 256, "threads of one operation"),
    ];

    // What a detector learns with; its scenes have an augmentation of their own. Null: the default of attributes.
    private static readonly Dictionary<string, object?> OfDetectors = new(StringComparer.Ordinal)
    {
        ["epochs"] = 120,
        ["batch"] = 16,
        ["optimizer"] = null,
        ["learning-rate"] = 3e-3,
        ["momentum"] = null,
        ["weight-decay"] = 0.02,
        ["schedule"] = "cosine",
        ["warmup"] = 0.03,
        ["averaging"] = 0.999,
        ["patience"] = null,
        ["seed"] = null,
        ["device"] = null,
        // The other cores make scenes, which takes as long.
        ["threads"] = 1,
    };

    /// <summary>The job with every setting that it leaves open set to its default.</summary>
    /// <exception cref="BadInputException">A setting is out of its range, or the task or its labels cannot be.</exception>
    public static TrainingJob Complete(TrainingJob job)
    {
        JobAttribute.Require(job);
        var complete = job.Clone();
        foreach (var parameter in All.Where(parameter => IsUsed(job, parameter)))
        {
            var value = parameter.IsSet(job) ? parameter.In(job) : DefaultOf(job, parameter);
            if (parameter.Fault(value) is { } fault)
            {
                throw new BadInputException(fault);
            }

            parameter.Set(complete, value);
        }

        return JobAttribute.IsDetector(job) ? complete : WithLoss(complete);
    }

    private static bool IsUsed(TrainingJob job, Hyperparameter parameter) =>
        !JobAttribute.IsDetector(job)
        || OfDetectors.ContainsKey(parameter.Name)
        || (
            parameter.IsSet(job)
                ? throw new BadInputException($"--{parameter.Name} is for attributes: a detector has no use for it")
                : false
        );

    private static object DefaultOf(TrainingJob job, Hyperparameter parameter) =>
        (JobAttribute.IsDetector(job) ? OfDetectors[parameter.Name] : null) ?? parameter.Default;

    private static TrainingJob WithLoss(TrainingJob job)
    {
        if (job.Loss is "distribution" && !JobAttribute.HasYears(job))
        {
            throw new BadInputException($"--loss distribution is over years, which --task {job.Task} has none of");
        }

        if (job.Loss is "auto")
        {
            job.Loss = JobAttribute.HasYears(job) ? "distribution" : "cross-entropy";
        }

        return job;
    }
}
