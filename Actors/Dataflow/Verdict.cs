namespace Vitrine.Dataflow;

/// <summary>What a failure leads to.</summary>
/// <param name="Kind">Skip, restart or degrade.</param>
/// <param name="Pause">How long until the worker is made anew; zero for a skip.</param>
internal readonly record struct Verdict(VerdictKind Kind, TimeSpan Pause)
{
    public static readonly Verdict Skip = new(VerdictKind.Skip, TimeSpan.Zero);
}
