namespace Vitrine.Vision.Detection;

/// <summary>
/// One of a detector's maps: for each cell of a grid whether a face has its centre there, and where it is. The centre of the cell
/// in column c and row r lies at ((c + 0.5) * stride, (r + 0.5) * stride); distances are in strides, sizes are logarithms of strides.
/// </summary>
public static class FaceMap
{
    /// <summary>Channels of a map.</summary>
    public const int Channels = Landmarks + (2 * FaceLandmarks.Count);

    /// <summary>Channel of the score, before the logistic function.</summary>
    public const int Score = 0;

    /// <summary>First channel of the box: x and y of its centre from the cell's, then the logarithms of width and height.</summary>
    public const int Box = 1;

    /// <summary>First channel of the landmarks: x and y of each from the cell's centre.</summary>
    public const int Landmarks = 5;

    // exp of more would be no size in a picture.
    private const float LargestLogarithm = 8;

    /// <summary>The faces of a map.</summary>
    /// <param name="values">Channels x height x width.</param>
    /// <param name="width">Columns.</param>
    /// <param name="stride">Pixels between two cells.</param>
    /// <param name="leastScore">Above 0, below 1.</param>
    /// <param name="faces">They are added here.</param>
    public static void Read(
        ReadOnlySpan<float> values,
        int width,
        int stride,
        float leastScore,
        ICollection<FaceDetection> faces
    )
    {
        var cells = values.Length / Channels;
        var least = MathF.Log(leastScore / (1 - leastScore));
        var scores = values[..cells];
        for (var cell = 0; cell < cells; cell++)
        {
            if (scores[cell] >= least)
            {
                faces.Add(
                    Face(
                        values,
                        cell,
                        cells,
                        ((cell % width) + 0.5f) * stride,
                        ((cell / width) + 0.5f) * stride,
                        stride
                    )
                );
            }
        }
    }

    private static FaceDetection Face(ReadOnlySpan<float> values, int cell, int cells, float x, float y, int stride)
    {
        float Length(ReadOnlySpan<float> all, int channel) => all[(channel * cells) + cell] * stride;
        float Size(ReadOnlySpan<float> all, int channel) =>
            MathF.Exp(MathF.Min(LargestLogarithm, all[(channel * cells) + cell])) * stride;
        Spot At(ReadOnlySpan<float> all, int point) =>
            new(x + Length(all, Landmarks + (2 * point)), y + Length(all, Landmarks + (2 * point) + 1));

        var (width, height) = (Size(values, Box + 2), Size(values, Box + 3));
        var box = new Box(
            x + Length(values, Box) - (width / 2),
            y + Length(values, Box + 1) - (height / 2),
            width,
            height
        );
        return new FaceDetection(
            box,
            1 / (1 + MathF.Exp(-values[cell])),
            new FaceLandmarks(At(values, 0), At(values, 1), At(values, 2), At(values, 3), At(values, 4))
        );
    }
}
