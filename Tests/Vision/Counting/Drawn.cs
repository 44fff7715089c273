using System.Numerics;
using Vitrine.Vision.Counting;

namespace Vitrine.Tests.Vision.Counting;

/// <summary>Lines and zones in the picture.</summary>
internal static class Drawn
{
    /// <summary>From the middle of the lower edge to that of the upper: who walks to the right goes in.</summary>
    public static readonly Line Door = new("door", new Vector2(0.5f, 1), new Vector2(0.5f, 0));

    /// <summary>The left half of the picture.</summary>
    public static readonly Zone Left = new("left", [new(0, 0), new(0.5f, 0), new(0.5f, 1), new(0, 1)]);

    public static readonly PlaceOptions Places = new([Door], [Left]);
}
