using Vitrine.Training.Data;
using Vitrine.Wire;

namespace Vitrine.Training.Preparation;

/// <summary>Makes lists of a raw data set: leaves faulty data points out, counts them, and splits the others.</summary>
public static class DataPreparation
{
    /// <summary>Reads every picture, then decides.</summary>
    /// <param name="data">The data set as it was found.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Gets, on any thread, how many pictures are read, and of how many.</param>
    /// <param name="stop">Ends it early.</param>
    /// <exception cref="BadInputException">Too little is left.</exception>
    public static PreparedLists Prepare(
        RawData data,
        PreparationOptions options,
        Action<int, int> progress,
        CancellationToken stop
    ) =>
        Decide(
            data.HasPictures ? data with { Points = PictureInspection.Inspect(data, progress, stop) } : data,
            options
        );

    /// <summary>Decides about data points whose pictures have been read.</summary>
    /// <exception cref="BadInputException">Too little is left.</exception>
    public static PreparedLists Decide(RawData data, PreparationOptions options)
    {
        // Twins are judged before ages between groups are left out: 29 and 35 disagree too.
        var (untwinned, twins) = Twins.Resolve([.. data.Points.Select(DropUnlabelled)]);
        DataPoint[] points = [.. untwinned.Select(point => DropBetween(point, options.KeepBetween))];
        var kept = points
            .Where(point => point.Dropped is null)
            .OrderBy(p => p.Face!.File, StringComparer.Ordinal)
            .ToArray();
        var sides = DataSplit.Assign(kept, options.Seed);
        var lists = PreparedData
            .ListNames.Index()
            .ToDictionary(
                list => list.Item,
                list => FacesOf(kept.Where((_, index) => sides[index] == (Side)list.Index))
            );
        RequireEnough(points, lists);
        foreach (var (fold, name) in options.Folds ? PreparedFolder.FoldNames.Index() : [])
        {
            lists.Add(name, FacesOf(kept.Where(point => point.Fold == fold)));
        }

        return new PreparedLists(points, lists, Accounts.Of(data, options.Seed, points, twins, lists));
    }

    private static DataPoint DropUnlabelled(DataPoint point) =>
        point is { Dropped: null, Face: { Age: null, Group: null, Gender: null, Others.Count: 0 } }
            ? point with
            {
                Dropped = Reason.NoLabel,
            }
            : point;

    private static DataPoint DropBetween(DataPoint point, bool keepForOthers) =>
        point is { Dropped: null, Face: { Age: not null, Group: null } face }
        && !(keepForOthers && (face.Gender is not null || face.Others.Count > 0))
            ? point with
            {
                Dropped = Reason.BetweenGroups,
            }
            : point;

    private static IReadOnlyList<LabelledFace> FacesOf(IEnumerable<DataPoint> points) =>
        [.. points.Select(point => point.Face!)];

    private static void RequireEnough(DataPoint[] points, Dictionary<string, IReadOnlyList<LabelledFace>> lists)
    {
        if (lists.FirstOrDefault(list => list.Value.Count == 0) is { Key: { } empty })
        {
            var kept = lists.Values.Sum(list => list.Count);
            var reasons = Accounts.Count(points.Select(point => point.Dropped)).Select(r => $"{r.Value} {r.Key}");
            var dropped = string.Join(", ", reasons.DefaultIfEmpty("nothing dropped"));
            throw new BadInputException(
                $"{kept} of {points.Length} data points can be used ({dropped}), too few for three lists: {empty} would be empty"
            );
        }
    }
}

/// <summary>How a data set is prepared.</summary>
public sealed record PreparationOptions
{
    /// <summary>Another seed, another split.</summary>
    public int Seed { get; init; }

    /// <summary>Whether faces whose age belongs to no group are kept, for their gender.</summary>
    public bool KeepBetween { get; init; }

    /// <summary>Whether Adience's official folds are written too.</summary>
    public bool Folds { get; init; }
}

/// <summary>A prepared data set, ready to be written.</summary>
/// <param name="Points">Every data point and what became of it.</param>
/// <param name="Lists">The lists by file name.</param>
/// <param name="Report">Every count.</param>
public sealed record PreparedLists(
    IReadOnlyList<DataPoint> Points,
    IReadOnlyDictionary<string, IReadOnlyList<LabelledFace>> Lists,
    PreparationReport Report
);
