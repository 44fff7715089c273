using System.Globalization;
using Google.Protobuf.Reflection;
using Vitrine.Wire;

namespace Vitrine.Jobs;

/// <summary>One setting of a <see cref="TrainingJob"/>: what it means, what it may be, what it is when nobody sets it.</summary>
public sealed record Hyperparameter
{
    private readonly FieldDescriptor field;

    private Hyperparameter(string name, object standard, string meaning)
    {
        field = TrainingJob.Descriptor.FindFieldByName(name.Replace('-', '_'));
        Name = name;
        Default = standard;
        Meaning = meaning;
    }

    /// <summary>Its name as an option, without the dashes in front: the message's field with dashes.</summary>
    public string Name { get; }

    /// <summary>Value when it is not set: a double, an int, a long or a text.</summary>
    public object Default { get; }

    /// <summary>What it means, with its unit.</summary>
    public string Meaning { get; }

    /// <summary>Least value of a number.</summary>
    public double Min { get; private init; }

    /// <summary>Greatest value of a number.</summary>
    public double Max { get; private init; }

    /// <summary>Whether orders of magnitude count rather than differences: 0.001 lies midway between 0.0001 and 0.01.</summary>
    public bool IsLogarithmic { get; private init; }

    /// <summary>What a text may be; empty for numbers.</summary>
    public IReadOnlyList<string> Choices { get; private init; } = [];

    /// <summary>A number.</summary>
    public static Hyperparameter Number(string name, object standard, double min, double max, string meaning) =>
        new(name, standard, meaning) { Min = min, Max = max };

    /// <summary>A number whose orders of magnitude count.</summary>
    public static Hyperparameter Magnitude(string name, object standard, double min, double max, string meaning) =>
        Number(name, standard, min, max, meaning) with
        {
            IsLogarithmic = true,
        };

    /// <summary>One of some words.</summary>
    public static Hyperparameter Choice(string name, string standard, string[] choices, string meaning) =>
        new(name, standard, meaning) { Choices = choices };

    /// <summary>The value in a job, or the default.</summary>
    public object In(TrainingJob job) => IsSet(job) ? field.Accessor.GetValue(job) : Default;

    /// <summary>Whether a job sets it.</summary>
    public bool IsSet(TrainingJob job) => field.Accessor.HasValue(job);

    /// <summary>Sets it to a value of the default's type.</summary>
    public void Set(TrainingJob job, object value) => field.Accessor.SetValue(job, value);

    /// <summary>The value that a text stands for.</summary>
    /// <exception cref="BadInputException">It stands for none, or for one that cannot be.</exception>
    public object Parse(string text)
    {
        object? value = Default switch
        {
            double => double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null,
            int => int.TryParse(text, CultureInfo.InvariantCulture, out var whole) ? whole : null,
            long => long.TryParse(text, CultureInfo.InvariantCulture, out var large) ? large : null,
            _ => text,
        };
        var fault = value is null ? $"--{Name} {text} is not a number" : Fault(value);
        return fault is null ? value! : throw new BadInputException(fault);
    }

    /// <summary>What is wrong with a value; null: nothing.</summary>
    public string? Fault(object value) =>
        value switch
        {
            string text when !Choices.Contains(text, StringComparer.Ordinal) =>
                $"--{Name} {text} is none of {string.Join(", ", Choices)}",
            IConvertible number and not string when !Fits(number.ToDouble(provider: null)) =>
                FormattableString.Invariant($"--{Name} {value} is not within {Min} to {Max}"),
            _ => null,
        };

    /// <summary>Name, default and range in one phrase.</summary>
    public string Range =>
        Choices.Count > 0
            ? $"{string.Join("|", Choices)}, default {Default}"
            : FormattableString.Invariant($"{Min} to {Max}, default {Default}");

    private bool Fits(double number) => number >= Min && number <= Max;
}
