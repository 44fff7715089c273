namespace Vitrine.Vision.Synthetic;

/// <summary>
/// Ten minutes of visits. A chapter begins and ends with an empty street and follows from seed and number alone, so a
/// scene of any length needs only the chapter it is in.
/// </summary>
internal sealed class ShopChapter
{
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(10);

    /// <summary>A face may be hidden by somebody nearer for this long at a stretch.</summary>
    private static readonly TimeSpan LongestHidden = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    /// <summary>How much of a face may be hidden while it still counts as seen.</summary>
    public const float HiddenAtMost = 0.25f;

    private readonly SyntheticOptions options;
    private readonly List<ShopVisit> visits = [];

    public ShopChapter(SyntheticOptions options, long number)
    {
        this.options = options;
        Number = number;
        Fill();
    }

    public long Number { get; }

    /// <summary>In order of entry.</summary>
    public IReadOnlyList<ShopVisit> Visits => visits;

    private void Fill()
    {
        var random = new SeededRandom(options.Seed, Number);
        var meanGap = 60.0 / options.VisitorsPerMinute;
        var entry = (Length * Number) + TimeSpan.FromSeconds(random.Between(0.1, 0.5) * meanGap);
        var tones = SkinTone.Scale.ToArray();
        while (true)
        {
            var index = visits.Count;
            if (index % tones.Length == 0)
            {
                random.Shuffle(tones.AsSpan());
            }

            var looks = VisitorLooks.Draw(tones[index % tones.Length], random);
            var visit = FirstFitting(new ShopVisit((Number << 20) + index, entry, looks, DrawWalk(random)), random);
            if (visit.Exit > Length * (Number + 1))
            {
                return;
            }

            visits.Add(visit);
            entry = visit.Entry + TimeSpan.FromSeconds(random.Between(0.4, 1.6) * meanGap);
        }
    }

    /// <summary>Tries other walks, later and later, until one leaves everybody's face to be seen.</summary>
    private ShopVisit FirstFitting(ShopVisit visit, SeededRandom random)
    {
        while (!Fits(visit))
        {
            visit = visit with { Entry = visit.Entry + Patience, Walk = DrawWalk(random) };
        }

        return visit;
    }

    private bool Fits(ShopVisit visit)
    {
        var others = visits.Where(other => other.Exit > visit.Entry).ToList();
        return others.Count < options.MaxAtOnce
            && others.TrueForAll(other =>
                visit.IsNearerThan(other) ? StaysSeen(other, visit) : StaysSeen(visit, other)
            );
    }

    private static bool StaysSeen(ShopVisit further, ShopVisit nearer)
    {
        var hidden = TimeSpan.Zero;
        var end = further.Exit < nearer.Exit ? further.Exit : nearer.Exit;
        for (var time = further.Entry > nearer.Entry ? further.Entry : nearer.Entry; time < end; time += Step)
        {
            hidden = further.ShareHiddenBy(nearer, time) > HiddenAtMost ? hidden + Step : TimeSpan.Zero;
            if (hidden > LongestHidden)
            {
                return false;
            }
        }

        return true;
    }

    private Walk DrawWalk(SeededRandom random)
    {
        var faceSize = options.Height * random.Between(0.16, 0.30);
        return new Walk(
            options.Width,
            faceSize,
            EyeLevel: (0.38 * options.Height) + (faceSize * random.Between(-0.4, 0.5)),
            // Somebody nearer crosses the picture faster.
            Speed: faceSize * random.Between(1.5, 2.2),
            Rightward: random.Chance(0.5),
            PauseAt: random.Between(0.3, 0.7),
            Pause: random.Chance(0.35) ? TimeSpan.FromSeconds(random.Between(0.8, 2.5)) : TimeSpan.Zero
        );
    }
}
