namespace Vitrine.Vision.Attributes;

/// <summary>How often one person is classified.</summary>
public sealed record ClassificationOptions
{
    /// <summary>The defaults.</summary>
    public static ClassificationOptions Default { get; } = new();

    /// <summary>
    /// Votes per visitor, 1 to 100, default 5: more of the same face tell the average little, and cost as much each.
    /// </summary>
    public int MaxVotes { get; init; } = 5;

    /// <summary>
    /// How much larger than in any vote before a face must be to be worth one at once. Ratio of widths, 1.01 to 10,
    /// default 1.15.
    /// </summary>
    public float Growth { get; init; } = 1.15f;

    /// <summary>
    /// Whether every face is classified, confirmed or not, as often as it is seen: for measuring what that costs.
    /// Default false.
    /// </summary>
    public bool EveryFace { get; init; }
}
