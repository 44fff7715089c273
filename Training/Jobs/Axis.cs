using System.Globalization;
using Vitrine.Wire;

namespace Vitrine.Jobs;

/// <summary>A hyper-parameter, and what a sweep tries of it.</summary>
internal sealed record Axis
{
    private const string To = "..";
    private readonly (double Min, double Max)? range;

    private Axis(Hyperparameter parameter, IReadOnlyList<object> values, (double Min, double Max)? range)
    {
        (Parameter, Values, this.range) = (parameter, values, range);
    }

    /// <summary>The hyper-parameter.</summary>
    public Hyperparameter Parameter { get; }

    /// <summary>Its values; empty where any between two may be drawn.</summary>
    public IReadOnlyList<object> Values { get; }

    /// <summary>Reads "NAME=VALUE,VALUE…", and for the option <c>--range</c> also "NAME=LEAST..MOST".</summary>
    /// <exception cref="BadInputException">It is neither, or a value cannot be.</exception>
    public static Axis Parse(string option, string text)
    {
        if (text.Split('=', 2) is not [var name, { Length: > 0 } values])
        {
            throw new BadInputException(
                option is "--grid"
                    ? $"{option} '{text}' is no NAME=VALUE,VALUE, for example learning-rate=1e-3,3e-3"
                    : $"{option} '{text}' is no NAME=LEAST..MOST, for example learning-rate=1e-4..1e-2"
            );
        }

        var parameter =
            Hyperparameters.All.FirstOrDefault(known => known.Name.Equals(name, StringComparison.Ordinal))
            ?? throw new BadInputException(
                $"{option} '{text}': there is no hyper-parameter '{name}'; there are {string.Join(", ", Hyperparameters.All.Select(known => known.Name))}"
            );
        try
        {
            return option is "--grid" || !values.Contains(To, StringComparison.Ordinal)
                ? new Axis(parameter, [.. values.Split(',').Select(parameter.Parse).Distinct()], range: null)
                : new Axis(parameter, [], Range(parameter, values.Split(To, 2)));
        }
        catch (BadInputException wrong)
        {
            throw new BadInputException($"{option} '{text}': {wrong.Message}", wrong);
        }
    }

    /// <summary>One value: evenly from its values, or from its range, by orders of magnitude where those are what counts.</summary>
    public object Draw(Random random)
    {
        if (range is not var (min, max))
        {
            return Values[random.Next(Values.Count)];
        }

        if (Parameter.Default is not double)
        {
            // Each whole number has the same share, those at the ends too.
            (min, max) = (min - 0.5, max + 0.5);
        }

        var share = random.NextDouble();
        var value = Parameter.IsLogarithmic ? min * Math.Pow(max / min, share) : min + (share * (max - min));
        return Typed(value);
    }

    private object Typed(double value)
    {
        var (min, max) = range!.Value;
        var whole = Math.Clamp(Math.Round(value), min, max);
        return Parameter.Default switch
        {
            int => (object)(int)whole,
            long => (long)whole,
            // Three digits say enough, and can be read.
            _ => Math.Clamp(
                double.Parse(value.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
                min,
                max
            ),
        };
    }

    private static (double Min, double Max) Range(Hyperparameter parameter, string[] ends)
    {
        if (parameter.Choices.Count > 0)
        {
            throw new BadInputException("words have no range; name them, with commas between");
        }

        var (min, max) = (Number(ends[0]), Number(ends[1]));
        return min >= max ? throw new BadInputException("a range goes from the lesser value to the greater")
            : min <= 0 && parameter.IsLogarithmic
                ? throw new BadInputException(
                    "this range must begin above 0, since it is drawn from by orders of magnitude"
                )
            : (min, max);

        double Number(string text) => Convert.ToDouble(parameter.Parse(text), CultureInfo.InvariantCulture);
    }
}
