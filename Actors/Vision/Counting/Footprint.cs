using System.Collections.Immutable;
using System.Numerics;

namespace Vitrine.Vision.Counting;

/// <summary>Where one person is, and how that person came there. Pure.</summary>
/// <param name="At">The face's centre, in pixels.</param>
/// <param name="Seen">When it was there.</param>
/// <param name="Crossings">In respect of each line.</param>
/// <param name="Stays">In each zone.</param>
internal sealed record Footprint(
    Vector2 At,
    TimeSpan Seen,
    ImmutableArray<Crossing> Crossings,
    ImmutableArray<Stay> Stays
)
{
    /// <summary>
    /// How far beyond a line or a zone's edge a person must be, in face widths: three times the standard deviation of a
    /// detector's box.
    /// </summary>
    private const float Margin = 0.25f;

    /// <summary>A person seen for the first time.</summary>
    public static Footprint Begin(Box face, TimeSpan time, PlaceOptions places) =>
        new(Centre(face), time, [.. new Crossing[places.Lines.Length]], [.. new Stay[places.Zones.Length]]);

    /// <summary>After one step.</summary>
    /// <param name="face">The face now. Its centre counts: its lower edge moves with every error of its size.</param>
    /// <param name="time">Now.</param>
    /// <param name="picture">The picture's width and height, in pixels.</param>
    /// <param name="places">The lines and zones.</param>
    public Footprint Step(Box face, TimeSpan time, Vector2 picture, PlaceOptions places)
    {
        var (to, margin, crossings, stays) = (Centre(face), Margin * face.Width, Crossings, Stays);
        for (var i = 0; i < crossings.Length; i++)
        {
            var crossing = crossings[i].After(places.Lines[i], At, to, picture, margin);
            crossings = crossing == crossings[i] ? crossings : crossings.SetItem(i, crossing);
        }

        for (var i = 0; i < stays.Length; i++)
        {
            var stay = stays[i].After(places.Zones[i], to, picture, margin, Seen, time);
            stays = stay == stays[i] ? stays : stays.SetItem(i, stay);
        }

        return new Footprint(to, time, crossings, stays);
    }

    private static Vector2 Centre(Box face) => new(face.CentreX, face.CentreY);
}

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

/// <summary>How long one person has been in one zone. Pure.</summary>
/// <param name="Since">When the person came in; null: is not inside.</param>
/// <param name="Before">Time inside, up to the last time of going out.</param>
/// <param name="Entered">Whether the person has been inside at all.</param>
/// <param name="Counted">Whether that is counted already.</param>
internal readonly record struct Stay(TimeSpan? Since, TimeSpan Before, bool Entered, bool Counted)
{
    /// <summary>
    /// After one step. A person inside has gone out only when farther off than the margin, so that one who stands at the
    /// edge is inside all the time.
    /// </summary>
    /// <param name="zone">The zone.</param>
    /// <param name="to">Where the person is now, in pixels.</param>
    /// <param name="picture">The picture's width and height, in pixels.</param>
    /// <param name="margin">In pixels.</param>
    /// <param name="seen">When the person was seen before.</param>
    /// <param name="now">Now.</param>
    public Stay After(Zone zone, Vector2 to, Vector2 picture, float margin, TimeSpan seen, TimeSpan now)
    {
        var inside = zone.Contains(to, picture) || (Since is not null && zone.Distance(to, picture) < margin);
        return (inside, Since) switch
        {
            (true, null) => this with { Since = now, Entered = true },
            (false, { }) => this with { Since = null, Before = Until(seen) },
            _ => this,
        };
    }

    /// <summary>Time inside, all in all.</summary>
    /// <param name="seen">When the person was last seen.</param>
    public TimeSpan Until(TimeSpan seen) => Before + (seen - (Since ?? seen));
}
