using Vitrine.Wire;

namespace Vitrine.Training;

/// <summary>A job, and where it works: what a message to another machine would not hold.</summary>
public sealed record TrainingRequest
{
    /// <summary>What to do; settings that it leaves open take their defaults.</summary>
    public required TrainingJob Job { get; init; }

    /// <summary>Folder for checkpoints, metrics, curves and the models.</summary>
    public required string Folder { get; init; }

    /// <summary>Folder for what several runs can share: the activations of frozen trunks.</summary>
    public required string Cache { get; init; }

    /// <summary>Whether to resume the run in <see cref="Folder"/>.</summary>
    public bool Resume { get; init; }

    /// <summary>Whether to look for a good peak learning rate instead of training.</summary>
    public bool TestLearningRate { get; init; }

    /// <summary>Whether to draw right and wrong predictions with the pictures of people in them.</summary>
    public bool ContactSheet { get; init; }
}
