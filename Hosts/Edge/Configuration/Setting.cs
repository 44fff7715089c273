using System.Globalization;
using Akka.Configuration;
using Vitrine.Pipelines;

namespace Vitrine.Hosts.Edge.Configuration;

/// <summary>One setting of config.hocon: its key below "vitrine", its unit and range for people, and what it sets.</summary>
/// <param name="Key">For example "detector.haar.min-size".</param>
/// <param name="Range">Range and unit, as a person reads them.</param>
/// <param name="Apply">Reads the value and sets it; an exception's message says what is wrong with it.</param>
public sealed record Setting(string Key, string Range, Func<EdgeOptions, Config, EdgeOptions> Apply)
{
    /// <summary>Whether its value is a list, written as HOCON writes one, also on the command line.</summary>
    public bool IsList { get; init; }

    /// <summary>A whole number.</summary>
    public static Setting Whole(
        string key,
        int least,
        int most,
        string unit,
        Func<EdgeOptions, int, EdgeOptions> set
    ) =>
        Number(
            key,
            least,
            most,
            unit,
            (options, value) =>
                value == Math.Floor(value)
                    ? set(options, (int)value)
                    : throw new FormatException("it is not a whole number")
        );

    /// <summary>A number.</summary>
    public static Setting Number(
        string key,
        double least,
        double most,
        string unit,
        Func<EdgeOptions, double, EdgeOptions> set
    )
    {
        var range = string.Create(CultureInfo.InvariantCulture, $"{least} to {most} {unit}").TrimEnd();
        return new Setting(
            key,
            range,
            (options, config) =>
            {
                var text = config.GetString(key);
                if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
                {
                    throw new FormatException($"'{text}' is not a number");
                }

                return value >= least && value <= most
                    ? set(options, value)
                    : throw new FormatException($"{text} is out of range");
            }
        );
    }

    /// <summary>A time in seconds.</summary>
    public static Setting Seconds(
        string key,
        double least,
        double most,
        Func<EdgeOptions, TimeSpan, EdgeOptions> set
    ) => Number(key, least, most, "seconds", (options, value) => set(options, TimeSpan.FromSeconds(value)));

    /// <summary>A yes or no.</summary>
    public static Setting Switch(string key, Func<EdgeOptions, bool, EdgeOptions> set) =>
        new(
            key,
            "on or off",
            (options, config) =>
                set(
                    options,
                    config.GetString(key) switch
                    {
                        "on" or "true" or "yes" => true,
                        "off" or "false" or "no" => false,
                        var text => throw new FormatException($"'{text}' is neither on nor off"),
                    }
                )
        );

    /// <summary>A file's path; empty for none.</summary>
    public static Setting File(string key, Func<EdgeOptions, string, EdgeOptions> set) => Text(key, "a file", set);

    /// <summary>A text.</summary>
    public static Setting Text(string key, string range, Func<EdgeOptions, string, EdgeOptions> set) =>
        new(key, range, (options, config) => set(options, config.GetString(key)));
}
