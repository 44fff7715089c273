namespace Vitrine.Fleet.Releases;

/// <summary>Why a device does not take a release. Each is counted under its own name.</summary>
public enum RefusalReason
{
    /// <summary>The statement is no such message, or says something impossible.</summary>
    Malformed,

    /// <summary>No signature is by a key that this device trusts.</summary>
    UnknownKey,

    /// <summary>A trusted key's signature does not fit the statement.</summary>
    WrongSignature,

    /// <summary>Fewer trusted keys have signed than must.</summary>
    TooFewSignatures,

    /// <summary>The model is larger than this device takes.</summary>
    TooLarge,

    /// <summary>The chunks that the statement announces, or a chunk that came, have not the size they must have.</summary>
    ChunkSize,

    /// <summary>The statement's time is over.</summary>
    Expired,

    /// <summary>The statement was issued in this device's future; one of the two clocks is wrong.</summary>
    NotYetIssued,

    /// <summary>The model needs a newer Vitrine.</summary>
    EngineTooOld,

    /// <summary>The model is for a task that this device does not run, or not for the task that the statement names.</summary>
    OtherTask,

    /// <summary>The version is not above the highest that was ever live.</summary>
    NotNewer,

    /// <summary>The manifest does not fit the statement, or cannot be used.</summary>
    Manifest,

    /// <summary>A chunk came damaged again and again.</summary>
    DamagedChunk,

    /// <summary>The stream ended before the model was whole.</summary>
    Truncated,

    /// <summary>The whole file is not the one that was signed.</summary>
    DamagedModel,

    /// <summary>The model does not load, or its shape does not fit the manifest.</summary>
    Unfit,

    /// <summary>On this device the model does not say what it said when it was released.</summary>
    Golden,

    /// <summary>It did worse than it may in the shadow of the live model.</summary>
    Worse,

    /// <summary>The process ended more than once while it tried the model.</summary>
    Crashed,

    /// <summary>The hub took the release back.</summary>
    Withdrawn,
}
