using OpenCvSharp;

namespace Vitrine.Vision.Detection;

/// <summary>
/// Merges the raw hits around each face into one box, as OpenCV's groupRectangles does with a tolerance of 0.2; written
/// here so that a picture with faces allocates nothing.
/// </summary>
internal sealed class HaarGroups
{
    private const double Tolerance = 0.2;

    private readonly List<int> parents = new(256);
    private readonly List<(Rect Sum, int Count)> groups = new(32);

    /// <summary>Replaces the hits by one mean box per group of more than <paramref name="minNeighbours"/>; 0 leaves them.</summary>
    public void Merge(List<Rect> boxes, int minNeighbours)
    {
        if (minNeighbours <= 0 || boxes.Count == 0)
        {
            return;
        }

        Link(boxes);
        Average(boxes);
        boxes.Clear();
        for (var i = 0; i < groups.Count; i++)
        {
            if (groups[i].Count > minNeighbours && !IsInsideStronger(i, minNeighbours))
            {
                boxes.Add(groups[i].Sum);
            }
        }
    }

    /// <summary>Joins similar hits into trees: each hit's parent is an earlier hit or itself.</summary>
    private void Link(List<Rect> boxes)
    {
        parents.Clear();
        for (var i = 0; i < boxes.Count; i++)
        {
            parents.Add(i);
            for (var j = 0; j < i; j++)
            {
                if (AreSimilar(boxes[i], boxes[j]))
                {
                    int one = Root(i),
                        other = Root(j);
                    parents[Math.Max(one, other)] = Math.Min(one, other);
                }
            }
        }
    }

    private int Root(int hit)
    {
        while (parents[hit] != hit)
        {
            hit = parents[hit] = parents[parents[hit]];
        }

        return hit;
    }

    /// <summary>Fills <see cref="groups"/> with the mean box and the size of each tree, in order of first hits.</summary>
    private void Average(List<Rect> boxes)
    {
        groups.Clear();
        for (var i = 0; i < boxes.Count; i++)
        {
            // Roots come before their other hits, so a root's entry can be turned into minus (its group's index + 1).
            var root = i;
            while (parents[root] >= 0 && parents[root] != root)
            {
                root = parents[root];
            }

            if (parents[root] == root)
            {
                groups.Add((default, 0));
                parents[root] = -groups.Count;
            }

            var group = -parents[root] - 1;
            var (sum, count) = groups[group];
            var box = boxes[i];
            groups[group] = (
                new Rect(sum.X + box.X, sum.Y + box.Y, sum.Width + box.Width, sum.Height + box.Height),
                count + 1
            );
        }

        for (var i = 0; i < groups.Count; i++)
        {
            var (sum, count) = groups[i];
            var share = 1f / count;
            groups[i] = (
                new Rect(
                    HaarScale.Round(sum.X * share),
                    HaarScale.Round(sum.Y * share),
                    HaarScale.Round(sum.Width * share),
                    HaarScale.Round(sum.Height * share)
                ),
                count
            );
        }
    }

    private static bool AreSimilar(Rect one, Rect other)
    {
        var near = Tolerance * (Math.Min(one.Width, other.Width) + Math.Min(one.Height, other.Height)) * 0.5;
        return Math.Abs(one.X - other.X) <= near
            && Math.Abs(one.Y - other.Y) <= near
            && Math.Abs(one.Right - other.Right) <= near
            && Math.Abs(one.Bottom - other.Bottom) <= near;
    }

    /// <summary>A small box inside a larger one with clearly more hits is part of the same face.</summary>
    private bool IsInsideStronger(int index, int minNeighbours)
    {
        var (inner, innerCount) = groups[index];
        for (var i = 0; i < groups.Count; i++)
        {
            var (outer, count) = groups[i];
            int across = Slack(outer.Width),
                down = Slack(outer.Height);
            if (
                i != index
                && count > minNeighbours
                && (count > Math.Max(3, innerCount) || innerCount < 3)
                && inner.X >= outer.X - across
                && inner.Y >= outer.Y - down
                && inner.Right <= outer.Right + across
                && inner.Bottom <= outer.Bottom + down
            )
            {
                return true;
            }
        }

        return false;
    }

    private static int Slack(int side) => (int)Math.Round(side * Tolerance, MidpointRounding.ToEven);
}
