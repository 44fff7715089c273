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
