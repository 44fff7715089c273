namespace Vitrine.Tests.Device;

/// <summary>What becomes of what was written but not flushed.</summary>
public enum PowerLoss
{
    /// <summary>The process was killed, the system lives on.</summary>
    NothingLost,

    /// <summary>Neither bytes nor names lasted.</summary>
    AllUnflushedLost,

    /// <summary>Names lasted, their bytes did not: what some file systems do.</summary>
    BytesLost,

    /// <summary>Each file and each name by itself, by chance.</summary>
    Mixed,
}
