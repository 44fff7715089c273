using System.Numerics;

namespace Vitrine.Vision.Counting;

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
