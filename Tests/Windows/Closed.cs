using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Vitrine.Models;
using Vitrine.Vision.Counting;
using Vitrine.Windows.Held;
using Vitrine.Wire;

namespace Vitrine.Tests.Windows;

/// <summary>Tallies and windows, made short.</summary>
internal static class Closed
{
    public static readonly ModelVersion Age = new()
    {
        Task = "age",
        Version = 3,
        Sha256 = "ab",
    };
    public static readonly ModelVersion Gender = new()
    {
        Task = "gender",
        Version = 2,
        Sha256 = "cd",
    };

    /// <summary>An attribute that no source file of the product knows.</summary>
    public static readonly FaceAttribute Beard = new("beard", ["none", "short", "long"], IsOrdinal: true);

    public static readonly ModelVersion BeardModel = new()
    {
        Task = "beard",
        Version = 1,
        Sha256 = "ef",
    };

    /// <summary>A tally in which every cell not named is empty.</summary>
    public static WindowTally Tally(int unclassified = 0, params (int Cell, int Visitors)[] cells)
    {
        var counts = DemographicCounts.None.Cells.ToBuilder();
        foreach (var (cell, visitors) in cells)
        {
            counts[cell] = visitors;
        }

        return new WindowTally
        {
            Visitors = unclassified + counts.Sum(),
            Counts = new DemographicCounts(counts.ToImmutable()),
        };
    }

    /// <summary>Visits that lasted so many seconds.</summary>
    public static Dwells Visits(params IEnumerable<double> seconds) =>
        seconds.Aggregate(Dwells.None, (dwells, s) => dwells.With(TimeSpan.FromSeconds(s)));

    /// <summary>A tally with its whole counts, as the graph closes it.</summary>
    public static CountedWindow Counted(WindowTally tally, int k = 3, params ModelVersion[] models) =>
        CountedWindow.Of(
            WindowClose.Close(tally, new WindowOptions { Device = "shop-1", MinCell = k }),
            [.. (models is [] ? [Age, Gender] : models).Select(model => FaceAttribute.Find(model.Task) ?? Beard)],
            WindowClose.Table(tally),
            attribute => tally.Counts.Of(attribute, tally.Visitors)
        );

    /// <summary>The window that comes of a tally, with nobody held back before.</summary>
    public static AggregateWindow Window(WindowTally tally, int k = 3, params ModelVersion[] models)
    {
        models = models is [] ? [Age, Gender] : models;
        var start = new DateTimeOffset(2026, 5, 4, 23, 59, 0, TimeSpan.FromHours(2));
        var (window, _) = Counted(tally, k, models).Tell(HeldBack.None);
        window.Sequence = 7;
        window.Start = start.ToTimestamp();
        window.End = start.AddSeconds(60.25).ToTimestamp();
        window.Models.AddRange(models);
        window.Frames = new FrameCount
        {
            Captured = 900,
            Processed = 890,
            Dropped = 8,
            Failed = 2,
        };
        window.Health = new Health
        {
            State = "degraded",
            Degraded = { "gender" },
            Restarts = 1,
        };
        return window;
    }

    /// <summary>The cells as they are told, in the order of the table; null is left out.</summary>
    public static ImmutableArray<int?> Cells(AggregateWindow window) =>
        [.. window.Counts.Select(cell => cell.HasVisitors ? cell.Visitors : (int?)null)];
}
