namespace Vitrine.Training.Preparation;

/// <summary>The sides of a split, in the order of the lists.</summary>
public enum Side
{
    /// <summary>To learn from.</summary>
    Train,

    /// <summary>To choose epochs and settings by.</summary>
    Validation,

    /// <summary>To report figures on.</summary>
    Test,
}
