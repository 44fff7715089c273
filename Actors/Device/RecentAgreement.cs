using System.Collections.Immutable;

namespace Vitrine.Device;

/// <summary>Whether two models agreed on the last faces: what turns bad late shows here first. Pure.</summary>
public sealed record RecentAgreement
{
    /// <summary>Faces kept.</summary>
    public const int Most = 40;

    private ImmutableQueue<bool> Faces { get; init; } = [];

    /// <summary>How many are kept.</summary>
    public int Count { get; private init; }

    /// <summary>The share of them on which they agreed, 0 to 1; 0 where there is none.</summary>
    public double Share => Count == 0 ? 0 : (double)Faces.Count(agree => agree) / Count;

    /// <summary>One more.</summary>
    public RecentAgreement Add(bool agree)
    {
        var longer = Faces.Enqueue(agree);
        return Count < Most ? this with { Faces = longer, Count = Count + 1 } : this with { Faces = longer.Dequeue() };
    }
}
