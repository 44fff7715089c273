using static System.FormattableString;

namespace Vitrine.Bench;

/// <summary>How figures are summed up and printed.</summary>
internal static class Printing
{
    public static void Say(FormattableString line) => Console.WriteLine(Invariant(line));

    public static double Median<T>(IEnumerable<T> runs, Func<T, double> of)
    {
        var sorted = runs.Select(of).Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
