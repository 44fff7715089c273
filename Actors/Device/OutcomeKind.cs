namespace Vitrine.Device;

/// <summary>How a release ended on a device.</summary>
public enum OutcomeKind
{
    /// <summary>It is live for good.</summary>
    Live,

    /// <summary>It never was live.</summary>
    Refused,

    /// <summary>It was live, and gave way to the model before it.</summary>
    Reverted,
}
