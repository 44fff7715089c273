using Vitrine.Vision;
using Vitrine.Vision.Detection;

namespace Vitrine.Training.Detector;

/// <summary>
/// What a batch of scenes asks of each cell. A face belongs to the map whose stride fits its size, and there to the cells at its
/// middle (Tian et al., "FCOS", ICCV 2019, with centre sampling); how much a cell beside it may claim a face falls off as in
/// Zhou et al., "Objects as Points", 2019. Cells of all maps and scenes are numbered through.
/// </summary>
public sealed class SceneTargets
{
    // Side of a face over the stride, between which a map takes it: neighbouring maps share some sizes.
    private const double SmallestSide = 2.5;
    private const double LargestSide = 6;

    // Cells this share of the box around its middle are the face's.
    private const float MiddleShare = 0.18f;

    private readonly List<long> cells = [];
    private readonly List<float> boxes = [];
    private readonly List<float> points = [];
    private readonly List<float> places = [];

    /// <param name="scenes">A batch.</param>
    /// <param name="width">Of a scene, in pixels.</param>
    /// <param name="height">Of a scene, in pixels.</param>
    public SceneTargets(IReadOnlyList<Scene> scenes, int width, int height)
    {
        CellsPerScene = DetectorNet.Strides.Sum(stride => width / stride * (height / stride));
        Freedom = new float[scenes.Count * CellsPerScene];
        Array.Fill(Freedom, 1);
        foreach (var (index, scene) in scenes.Index())
        {
            var first = index * CellsPerScene;
            foreach (var (level, stride) in DetectorNet.Strides.Index())
            {
                new Grid(this, first, width / stride, height / stride, stride, level).Fill(scene);
                first += width / stride * (height / stride);
            }
        }
    }

    /// <summary>Cells of one scene.</summary>
    public int CellsPerScene { get; }

    /// <summary>For each cell of each scene how much it counts that there is no face: 0 where it may say what it likes, to 1.</summary>
    public float[] Freedom { get; }

    /// <summary>Cells that must see a face.</summary>
    public long[] Cells => [.. cells];

    /// <summary>For each such cell its face's centre x and y, width and height in pixels.</summary>
    public float[] Boxes => [.. boxes];

    /// <summary>For each such cell its face's landmarks: five times x and y in pixels.</summary>
    public float[] Points => [.. points];

    /// <summary>For each such cell x and y of its own centre, and its stride, in pixels.</summary>
    public float[] Places => [.. places];

    private sealed class Grid(SceneTargets targets, int first, int columns, int rows, int stride, int level)
    {
        private readonly int[] owner = new int[columns * rows];

        public void Fill(Scene scene)
        {
            foreach (var box in scene.Unclear)
            {
                Free(box);
            }

            // Small faces last: where two claim a cell, the smaller one has it.
            Array.Fill(owner, -1);
            FaceDetection[] faces = [.. scene.Faces.OrderByDescending(face => face.Box.Area)];
            foreach (var (index, face) in faces.Index())
            {
                Soften(face.Box);
                if (Takes(face.Box))
                {
                    Claim(face.Box, index);
                }
            }

            for (var cell = 0; cell < owner.Length; cell++)
            {
                if (owner[cell] >= 0)
                {
                    Add(cell, faces[owner[cell]]);
                }
            }
        }

        private static double Side(Box box) => Math.Sqrt(box.Area);

        private bool Takes(Box box)
        {
            var side = Side(box) / stride;
            return (level == 0 || side >= SmallestSide)
                && (level == DetectorNet.Strides.Count - 1 || side <= LargestSide);
        }

        private void Claim(Box box, int index)
        {
            // At least the cell in which the middle lies.
            var (reachX, reachY) = (
                Math.Max(0.5f * stride, MiddleShare * box.Width),
                Math.Max(0.5f * stride, MiddleShare * box.Height)
            );
            Each(
                new Box(box.CentreX - reachX, box.CentreY - reachY, 2 * reachX, 2 * reachY),
                cell => owner[cell] = index
            );
        }

        private void Soften(Box box)
        {
            var (deviationX, deviationY) = (
                Math.Max(box.Width / 6, 0.4f * stride),
                Math.Max(box.Height / 6, 0.4f * stride)
            );
            Each(
                box,
                cell =>
                {
                    var (x, y) = ((X(cell) - box.CentreX) / deviationX, (Y(cell) - box.CentreY) / deviationY);
                    var near = MathF.Exp(-((x * x) + (y * y)) / 2);
                    // A map that nearly takes the face may see it, too.
                    var freedom = MathF.Pow(1 - near, 4);
                    ref var now = ref targets.Freedom[first + cell];
                    now = Math.Min(now, IsNear(box) ? freedom : MathF.Max(freedom, 0.5f));
                }
            );
        }

        private bool IsNear(Box box)
        {
            var side = Side(box) / stride;
            return side is >= SmallestSide / 1.6 and <= LargestSide * 1.6
                || (level == 0 && side < SmallestSide)
                || (level == DetectorNet.Strides.Count - 1 && side > LargestSide);
        }

        private void Free(Box box) => Each(box, cell => targets.Freedom[first + cell] = 0);

        private void Each(Box box, Action<int> act)
        {
            var left = Math.Max(0, (int)MathF.Ceiling((box.X / stride) - 0.5f));
            var right = Math.Min(columns - 1, (int)MathF.Floor(((box.X + box.Width) / stride) - 0.5f));
            var top = Math.Max(0, (int)MathF.Ceiling((box.Y / stride) - 0.5f));
            var bottom = Math.Min(rows - 1, (int)MathF.Floor(((box.Y + box.Height) / stride) - 0.5f));
            for (var row = top; row <= bottom; row++)
            {
                for (var column = left; column <= right; column++)
                {
                    act((row * columns) + column);
                }
            }
        }

        private float X(int cell) => ((cell % columns) + 0.5f) * stride;

        private float Y(int cell) => ((cell / columns) + 0.5f) * stride;

        private void Add(int cell, FaceDetection face)
        {
            targets.cells.Add(first + cell);
            targets.boxes.AddRange(face.Box.CentreX, face.Box.CentreY, face.Box.Width, face.Box.Height);
            for (var point = 0; point < FaceLandmarks.Count; point++)
            {
                var spot = face.Landmarks?[point] ?? new Spot(float.NaN, float.NaN);
                targets.points.AddRange(spot.X, spot.Y);
            }

            targets.places.AddRange(X(cell), Y(cell), stride);
        }
    }
}
