namespace Vitrine.Dataflow;

/// <summary>The three things that a failure can lead to.</summary>
internal enum VerdictKind
{
    /// <summary>Only the element is lost.</summary>
    Skip,

    /// <summary>The worker is made anew after a pause; what waits, waits.</summary>
    Restart,

    /// <summary>The worker rests; the stage does without it and tries it again later.</summary>
    Degrade,
}
