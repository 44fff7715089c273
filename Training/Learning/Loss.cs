using static TorchSharp.torch;

namespace Vitrine.Training.Learning;

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
