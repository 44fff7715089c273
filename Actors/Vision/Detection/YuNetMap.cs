namespace Vitrine.Vision.Detection;

/// <summary>
/// YuNet's maps (Wu, Peng and Yu, "YuNet: A Tiny Millisecond-level Face Detector", 2023): for each stride four tensors, one row for
/// each cell; distances are from the cell's corner.
/// </summary>
internal static class YuNetMap
{
    /// <summary>The faces of a map.</summary>
    /// <param name="classes">Cells: how much it looks like a face.</param>
    /// <param name="objects">Cells: how well the box lies.</param>
    /// <param name="boxes">Cells x 4.</param>
    /// <param name="landmarks">Cells x 10.</param>
    /// <param name="width">Columns.</param>
    /// <param name="stride">Pixels between two cells.</param>
    /// <param name="leastScore">0 to 1.</param>
    /// <param name="faces">They are added here.</param>
    public static void Read(
        ReadOnlySpan<float> classes,
        ReadOnlySpan<float> objects,
        ReadOnlySpan<float> boxes,
        ReadOnlySpan<float> landmarks,
        int width,
        int stride,
        float leastScore,
        ICollection<FaceDetection> faces
    )
    {
        for (var cell = 0; cell < classes.Length; cell++)
        {
            var score = MathF.Sqrt(Math.Clamp(classes[cell], 0, 1) * Math.Clamp(objects[cell], 0, 1));
            if (score < leastScore)
            {
                continue;
            }

            var (column, row) = (cell % width, cell / width);
            var box = boxes.Slice(4 * cell, 4);
            var points = landmarks.Slice(10 * cell, 10);
            var (faceWidth, faceHeight) = (MathF.Exp(box[2]) * stride, MathF.Exp(box[3]) * stride);
            Spot At(ReadOnlySpan<float> all, int point) =>
                new((column + all[2 * point]) * stride, (row + all[(2 * point) + 1]) * stride);
            faces.Add(
                new FaceDetection(
                    new Box(
                        ((column + box[0]) * stride) - (faceWidth / 2),
                        ((row + box[1]) * stride) - (faceHeight / 2),
                        faceWidth,
                        faceHeight
                    ),
                    score,
                    new FaceLandmarks(At(points, 0), At(points, 1), At(points, 2), At(points, 3), At(points, 4))
                )
            );
        }
    }
}
