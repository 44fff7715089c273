namespace Vitrine.Device;

/// <summary>How far a device is with the release that it is taking.</summary>
public enum CandidatePhase
{
    /// <summary>Its chunks are being pulled.</summary>
    Transferring,

    /// <summary>It is whole and verified on disk.</summary>
    Staged,

    /// <summary>It is being loaded, or runs in the shadow of the live model.</summary>
    Shadowing,

    /// <summary>It is live, and gives way if it does worse than the model before it.</summary>
    Probation,
}
