using Vitrine.Dataflow;

namespace Vitrine.Vision.Attributes;

/// <summary>How often one person is classified.</summary>
public sealed record ClassificationOptions
{
    /// <summary>The defaults.</summary>
    public static ClassificationOptions Default { get; } = new();

    /// <summary>Votes per visitor: more of the same face change the average little, and cost as much each.</summary>
    [Setting("max-votes", 1, 100, "votes", "Times that one visitor is classified, at most; the votes are averaged.")]
    public int MaxVotes { get; init; } = 5;

    /// <summary>How much larger than in any vote before a face must be to be worth one at once, as a ratio of widths.</summary>
    [Setting("growth", 1.01, 10, "times", "A face this much wider than at any vote before is worth one at once.")]
    public float Growth { get; init; } = 1.15f;

    /// <summary>Whether every face is classified, confirmed or not, as often as it is seen.</summary>
    [Setting(
        "every-face",
        "on or off",
        "Whether every face of every frame is classified: for measuring what that costs."
    )]
    public bool EveryFace { get; init; }
}
