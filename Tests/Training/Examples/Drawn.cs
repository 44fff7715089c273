using System.Globalization;
using Vitrine.Jobs;
using Vitrine.Models;
using Vitrine.Training.Examples;
using Vitrine.Vision;
using Vitrine.Wire;

namespace Vitrine.Tests.Training.Examples;

/// <summary>Examples without pictures, and complete jobs.</summary>
internal static class Drawn
{
    public static TrainingJob Age(Action<TrainingJob>? change = null) => Job("age", change);

    public static TrainingJob Gender(Action<TrainingJob>? change = null) => Job("gender", change);

    /// <summary>Of a known age.</summary>
    public static Example Aged(int years) => Of(Demography.GroupOf(years), years);

    public static Example Of(int? label, int? age = null, int number = 0) =>
        new()
        {
            Path = $"{number}.png",
            Hash = number.ToString("x64", CultureInfo.InvariantCulture),
            Face = new Box(0, 0, 10, 10),
            DataSet = 0,
            Label = label,
            Age = age,
        };

    /// <summary>So many of class 0, then so many of class 1, and so on.</summary>
    public static Example[] Split(params int[] sizes) =>
        [.. sizes.SelectMany((size, label) => Enumerable.Range(0, size).Select(number => Of(label, number: number)))];

    private static TrainingJob Job(string task, Action<TrainingJob>? change)
    {
        var job = new TrainingJob { Task = task, Threads = 1 };
        change?.Invoke(job);
        return Hyperparameters.Complete(job);
    }
}
