using System.Globalization;
using System.Text.RegularExpressions;
using Vitrine.Hosts.Edge.Configuration;
using Vitrine.Pipelines;
using Vitrine.Vision.Sources;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge;

public sealed partial class SettingsTests
{
    private static readonly EdgeOptions Defaults = new() { Source = SourceName.Synthetic };

    public static TheoryData<string> Keys => [.. Settings.All.Select(setting => setting.Key)];

    [Fact]
    public void No_setting_is_there_twice() =>
        Assert.Equal(Settings.All.Count, Settings.All.DistinctBy(setting => setting.Key).Count());

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_setting_can_be_set_and_changes_the_options(string key)
    {
        // The lowest value may be the default, then the highest is not.
        var changed = Values(Find(key))
            .Select(value => Apply(key, value))
            .Where(options => options != Defaults)
            .ToArray();

        Assert.NotEmpty(changed);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void No_two_settings_change_the_same_option(string key)
    {
        var others = Settings.All.Except([Find(key)]);
        var mine = Values(Find(key)).Select(value => Apply(key, value)).First(options => options != Defaults);

        Assert.All(others, other => Assert.All(Values(other), value => Assert.NotEqual(mine, Apply(other.Key, value))));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void The_ends_of_a_range_belong_to_it_and_what_lies_beyond_does_not(string key)
    {
        if (Range.Match(Find(key).Range) is not { Success: true } range)
        {
            return;
        }

        var (least, most) = (Number(range.Groups["least"].Value), Number(range.Groups["most"].Value));
        Assert.Throws<BadInputException>(() => Apply(key, Text(least - 1)));
        Assert.Throws<BadInputException>(() => Apply(key, Text(most + 1)));
    }

    private static Setting Find(string key) =>
        Settings.All.Single(setting => setting.Key.Equals(key, StringComparison.Ordinal));

    /// <summary>Values in range, as the range's own words tell them.</summary>
    private static string[] Values(Setting setting) =>
        Range.Match(setting.Range) is { Success: true } range
            ? [range.Groups["least"].Value, range.Groups["most"].Value]
        : setting.Range.Contains("on or off", StringComparison.Ordinal) ? ["off", "on"]
        : setting.Range.Contains("mqtt://", StringComparison.Ordinal) ? ["mqtt://example", "mqtts://example:1"]
        : setting.Range.Contains("https://", StringComparison.Ordinal) ? ["http://example", "https://example/a?b"]
        : setting.Range.Contains("HOST:PORT", StringComparison.Ordinal) ? ["none", "example:1"]
        : setting.IsList ? [setting.Range[setting.Range.IndexOf('[', StringComparison.Ordinal)..]]
        : ["a-file-a-secret-or-a-name"];

    private static EdgeOptions Apply(string key, string value) =>
        EdgeConfiguration.Read(null, [$"{key}={value}"]).Apply(Defaults);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^(?<least>[\d.]+) to (?<most>[\d.E+]+)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Range { get; }
}
