namespace Vitrine.Vision.Synthetic;

/// <summary>
/// Who walks by when: an endless sequence of visits that follows from the options alone. Every ten visitors in a row
/// show every skin tone once. It may be asked about any time in any order, by one thread at a time.
/// </summary>
/// <param name="options">Seed, size of the picture and how busy the street is.</param>
public sealed class ShopSchedule(SyntheticOptions options)
{
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(0.5);

    /// <summary>Sight is sampled this often at any frame rate, so that the truth does not depend on it.</summary>
    private static readonly TimeSpan Sampling = TimeSpan.FromMilliseconds(20);

    private ShopChapter chapter = new(options, 0);

    /// <summary>The visitors of whom something may be in the picture, the furthest first.</summary>
    /// <param name="time">Scene time, from zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public IReadOnlyList<ShopVisit> Present(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        var present = new List<ShopVisit>(options.MaxAtOnce);
        foreach (var visit in ChapterAt(time).Visits)
        {
            if (visit.Entry > time)
            {
                break;
            }

            if (visit.IsPresent(time))
            {
                present.Add(visit);
            }
        }

        present.Sort(
            static (one, other) =>
                one.IsNearerThan(other) ? 1
                : other.IsNearerThan(one) ? -1
                : 0
        );
        return present;
    }

    /// <summary>
    /// Whether a visitor's face can be seen: the whole face box is inside the picture, and nobody nearer hides more
    /// than a quarter of it.
    /// </summary>
    /// <param name="visit">A visit of this schedule.</param>
    /// <param name="time">Scene time, from zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public bool IsInSight(ShopVisit visit, TimeSpan time)
    {
        return visit.IsPresent(time)
            && IsInside(visit.FaceAt(time))
            && ShareHidden(visit, time) <= ShopChapter.HiddenAtMost;
    }

    /// <summary>The share of a visitor's face, 0 to 1, that nearer visitors hide.</summary>
    /// <param name="visit">A visit of this schedule.</param>
    /// <param name="time">Scene time, from zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public float ShareHidden(ShopVisit visit, TimeSpan time)
    {
        var hidden = 0f;
        foreach (var other in Present(time))
        {
            hidden += other.IsNearerThan(visit) ? visit.ShareHiddenBy(other, time) : 0;
        }

        return Math.Min(1, hidden);
    }

    /// <summary>
    /// The number of visitors that a good counter has seen: those who by <paramref name="until"/> have been in sight
    /// (<see cref="IsInSight"/>) for at least half a second of scene time in all.
    /// </summary>
    /// <param name="until">Scene time, from zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public int TrueVisitors(TimeSpan until)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(until, TimeSpan.Zero);
        var seen = 0;
        for (var number = 0L; ShopChapter.Length * number <= until; number++)
        {
            seen += ChapterAt(ShopChapter.Length * number).Visits.Count(visit => IsSeenEnough(visit, until));
        }

        return seen;
    }

    private bool IsSeenEnough(ShopVisit visit, TimeSpan until)
    {
        var inSight = TimeSpan.Zero;
        var end = visit.Exit < until ? visit.Exit : until;
        for (var time = visit.Entry; time + Sampling <= end && inSight < Enough; time += Sampling)
        {
            inSight += IsInSight(visit, time) ? Sampling : TimeSpan.Zero;
        }

        return inSight >= Enough;
    }

    private bool IsInside(Box face) =>
        face.X >= 0 && face.Y >= 0 && face.X + face.Width <= options.Width && face.Y + face.Height <= options.Height;

    private ShopChapter ChapterAt(TimeSpan time)
    {
        var number = time.Ticks / ShopChapter.Length.Ticks;
        return chapter.Number == number ? chapter : chapter = new ShopChapter(options, number);
    }
}
