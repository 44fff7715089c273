namespace Vitrine.Training.Preparation;

/// <summary>How a data set is prepared.</summary>
public sealed record PreparationOptions
{
    /// <summary>Another seed, another split.</summary>
    public int Seed { get; init; }

    /// <summary>Whether faces whose age belongs to no group are kept, for their gender.</summary>
    public bool KeepBetween { get; init; }

    /// <summary>Whether Adience's official folds are written too.</summary>
    public bool Folds { get; init; }
}
