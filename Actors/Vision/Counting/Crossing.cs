using System.Numerics;

namespace Vitrine.Vision.Counting;

/// <summary>Where one person is in respect of one line. Pure.</summary>
/// <param name="Side">The side on which the person was for certain: -1 left, 1 right, 0 not known yet.</param>
/// <param name="IsThrough">Whether the way off that side led between the line's ends.</param>
/// <param name="In">Crossings from left to right that are not counted yet.</param>
/// <param name="Out">Crossings from right to left that are not counted yet.</param>
internal readonly record struct Crossing(int Side, bool IsThrough, int In, int Out)
{
    /// <summary>
    /// After one step. A person has changed sides only when farther from the line than the margin, so that one who stands
    /// on it is not counted again and again.
    /// </summary>
    public Crossing After(Line line, Vector2 from, Vector2 to, Vector2 picture, float margin)
    {
        var (before, now) = (line.Distance(from, picture), line.Distance(to, picture));
        var through = before < 0 == now < 0 ? IsThrough : line.IsCrossedBetween(from, to, picture);
        if (MathF.Abs(now) < margin || MathF.Sign(now) == Side)
        {
            return this with { IsThrough = through };
        }

        var crossed = Side != 0 && through;
        return now > 0
            ? new Crossing(1, false, In + (crossed ? 1 : 0), Out)
            : new Crossing(-1, false, In, Out + (crossed ? 1 : 0));
    }
}
