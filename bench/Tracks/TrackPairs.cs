using Vitrine.Vision.Tracking;

namespace Vitrine.Bench.Tracks;

/// <summary>How often each person and each track of a sequence were there, and were alike.</summary>
internal sealed class TrackPairs
{
    private readonly Dictionary<long, int> people = [];
    private readonly Dictionary<long, int> tracks = [];
    private readonly Dictionary<(long Person, long Track), double> shares = [];
    private readonly IReadOnlyList<TrackFrame> frames;

    public TrackPairs(IReadOnlyList<TrackFrame> frames)
    {
        this.frames = frames;
        foreach (var frame in frames)
        {
            Count(people, frame.True);
            Count(tracks, frame.Followed);
            foreach (var person in frame.True)
            {
                var ofPerson = frame.Followed.Sum(track => (double)person.Box.IntersectionOverUnion(track.Box));
                foreach (var track in frame.Followed)
                {
                    double one = person.Box.IntersectionOverUnion(track.Box);
                    var ofTrack = frame.True.Sum(other => (double)other.Box.IntersectionOverUnion(track.Box));
                    shares[(person.Id, track.Id)] =
                        shares.GetValueOrDefault((person.Id, track.Id))
                        + (one > 0 ? one / (ofPerson + ofTrack - one) : 0);
                }
            }
        }
    }

    /// <summary>Frames in which a person is.</summary>
    public int True(long person) => people[person];

    /// <summary>Frames in which a track is.</summary>
    public int Followed(long track) => tracks[track];

    /// <summary>How well a person and a track fit over the whole sequence, 0 to 1.</summary>
    public double Overall(long person, long track)
    {
        var both = shares.GetValueOrDefault((person, track));
        return both / (people[person] + tracks[track] - both);
    }

    /// <summary>Each person is given the one track that is most often alike; twice those boxes over all.</summary>
    public double Idf1(double alike)
    {
        var often = new Dictionary<(long, long), int>();
        foreach (var frame in frames)
        {
            foreach (var person in frame.True)
            {
                foreach (
                    var track in frame.Followed.Where(track => person.Box.IntersectionOverUnion(track.Box) >= alike)
                )
                {
                    often[(person.Id, track.Id)] = often.GetValueOrDefault((person.Id, track.Id)) + 1;
                }
            }
        }

        long[] rows = [.. people.Keys];
        long[] columns = [.. tracks.Keys];
        int Often(int row, int column) => often.GetValueOrDefault((rows[row], columns[column]));
        var right = Best(rows.Length, columns.Length, (row, column) => Often(row, column))
            .Sum(pair => Often(pair.Row, pair.Column));
        var boxes = people.Values.Sum() + tracks.Values.Sum();
        return boxes == 0 ? 1 : 2.0 * right / boxes;
    }

    /// <summary>The pairs of the largest gain in all; without those that gain nothing.</summary>
    public static IEnumerable<(int Row, int Column)> Best(int rows, int columns, Func<int, int, double> gain)
    {
        var turned = rows > columns;
        var costs = new float[Math.Min(rows, columns), Math.Max(rows, columns)];
        for (var i = 0; i < costs.GetLength(0); i++)
        {
            for (var j = 0; j < costs.GetLength(1); j++)
            {
                costs[i, j] = -(float)(turned ? gain(j, i) : gain(i, j));
            }
        }

        return Assignment
            .Solve(costs)
            .Select((j, i) => (Cost: costs[i, j], Pair: turned ? (Row: j, Column: i) : (Row: i, Column: j)))
            .Where(pair => pair.Cost < 0)
            .Select(pair => pair.Pair);
    }

    private static void Count(Dictionary<long, int> counts, IReadOnlyList<TrackBox> boxes)
    {
        foreach (var box in boxes)
        {
            counts[box.Id] = counts.GetValueOrDefault(box.Id) + 1;
        }
    }
}
