#pragma warning disable MA0048 // A setting and a group of settings belong together.
namespace Vitrine.Dataflow;

/// <summary>
/// An option that the operator may set. Key, unit, range and meaning are stated here and nowhere else; the property's initial value
/// is the default. A host reads, checks and prints settings from these.
/// </summary>
/// <param name="key">The key, below that of the <see cref="SettingsAttribute"/> around it, for example <c>haar.min-size</c>.</param>
/// <param name="takes">Which values fit, in words that go on "it takes …".</param>
/// <param name="about">What it is, in whole sentences for the operator.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(string key, string takes, string about) : Attribute
{
    /// <summary>A number, or a time in seconds or, where that is the unit, days.</summary>
    /// <param name="key">The key.</param>
    /// <param name="least">The lowest value.</param>
    /// <param name="most">The highest value.</param>
    /// <param name="unit">The unit; empty: none.</param>
    /// <param name="about">What it is.</param>
    public SettingAttribute(string key, double least, double most, string unit, string about)
        : this(key, FormattableString.Invariant($"{least} to {most} {unit}").TrimEnd(), about) =>
        (Least, Most, Unit) = (least, most, unit);

    /// <summary>A list.</summary>
    /// <param name="key">The key.</param>
    /// <param name="most">How many there may be.</param>
    /// <param name="example">A value, as it is written.</param>
    /// <param name="about">What it is.</param>
    public SettingAttribute(string key, int most, string example, string about)
        : this(key, FormattableString.Invariant($"a list of at most {most}, each with another name"), about) =>
        (Least, Most, Example) = (0, most, example);

    /// <summary>The key, below the group's.</summary>
    public string Key { get; } = key;

    /// <summary>Which values fit, in words.</summary>
    public string Takes { get; } = takes;

    /// <summary>What it is, for the operator.</summary>
    public string About { get; } = about;

    /// <summary>The lowest number, or the fewest entries, that fit.</summary>
    public double Least { get; } = double.NegativeInfinity;

    /// <summary>The highest number, or the most entries, that fit.</summary>
    public double Most { get; } = double.PositiveInfinity;

    /// <summary>The number's unit; empty: none.</summary>
    public string Unit { get; } = string.Empty;

    /// <summary>A value, where words alone would not do; empty: none.</summary>
    public string Example { get; } = string.Empty;

    /// <summary>Whether the default is another on every machine: it is then written as an empty text.</summary>
    public bool IsOfMachine { get; init; }
}

/// <summary>A property whose own properties are settings.</summary>
/// <param name="key">What their keys begin with; empty: nothing.</param>
/// <param name="about">What they are for, for the operator; empty: nothing to say.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingsAttribute(string key = "", string about = "") : Attribute
{
    /// <summary>What their keys begin with.</summary>
    public string Key { get; } = key;

    /// <summary>What they are for.</summary>
    public string About { get; } = about;
}
