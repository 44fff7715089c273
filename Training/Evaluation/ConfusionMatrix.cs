namespace Vitrine.Training.Evaluation;

/// <summary>How often each class was predicted as which: counts by actual class, then by predicted class.</summary>
public sealed class ConfusionMatrix
{
    private readonly int[,] counts;

    /// <param name="classes">Number of classes, 1 or more.</param>
    public ConfusionMatrix(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        counts = new int[classes, classes];
    }

    /// <summary>Counts pairs of actual and predicted class.</summary>
    public static ConfusionMatrix Of(int classes, IEnumerable<(int Actual, int Predicted)> pairs)
    {
        var confusion = new ConfusionMatrix(classes);
        foreach (var (actual, predicted) in pairs)
        {
            confusion.Add(actual, predicted);
        }

        return confusion;
    }

    /// <summary>Number of classes.</summary>
    public int Classes => counts.GetLength(0);

    /// <summary>How many were counted.</summary>
    public int Total => ClassRange.Sum(ActualCount);

    /// <summary>How often the one class was predicted as the other (or as itself).</summary>
    public int this[int actual, int predicted] => counts[actual, predicted];

    /// <summary>Share classified correctly, 0 to 1; 0 when nothing was counted.</summary>
    public double Accuracy => Share(distance => distance == 0);

    /// <summary>Share classified correctly or as a neighbouring class, 0 to 1: for classes with an order, such as age groups.</summary>
    public double OneOff => Share(distance => distance <= 1);

    /// <summary>Mean recall of the classes that occur, each with the same weight; 0 when nothing was counted.</summary>
    public double MacroRecall => ClassRange.Select(RecallOf).OfType<double>().DefaultIfEmpty(0).Average();

    /// <summary>Share of a class that was classified correctly, 0 to 1; null when the class does not occur.</summary>
    public double? RecallOf(int actual) =>
        ActualCount(actual) is > 0 and var count ? (double)counts[actual, actual] / count : null;

    /// <summary>How often a class occurred.</summary>
    public int ActualCount(int actual) => ClassRange.Sum(predicted => counts[actual, predicted]);

    /// <summary>Counts one.</summary>
    /// <param name="actual">The label, 0 to classes - 1.</param>
    /// <param name="predicted">The predicted class, 0 to classes - 1.</param>
    public void Add(int actual, int predicted) => counts[actual, predicted]++;

    /// <summary>The counts, one row for each actual class.</summary>
    public int[][] ToRows() => [.. ClassRange.Select(a => ClassRange.Select(p => counts[a, p]).ToArray())];

    private IEnumerable<int> ClassRange => Enumerable.Range(0, Classes);

    private double Share(Func<int, bool> isRight)
    {
        var right = ClassRange.Sum(a => ClassRange.Where(p => isRight(Math.Abs(a - p))).Sum(p => counts[a, p]));
        return (double)right / Math.Max(1, Total);
    }
}
