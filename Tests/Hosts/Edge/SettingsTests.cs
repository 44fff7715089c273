using System.Globalization;
using System.Reflection;
using Vitrine.Dataflow;
using Vitrine.Hosts.Edge.Configuration;
using Vitrine.Pipelines;
using Vitrine.Vision.Sources;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge;

public sealed class SettingsTests
{
    private static readonly EdgeOptions Defaults = new() { Source = SourceName.Synthetic };

    /// <summary>What the command line says, what is measured and not chosen, and what the trainer calls differently.</summary>
    private static readonly string[] NoSettings =
    [
        "AccessOptions.Names",
        "EdgeOptions.Annotate",
        "EdgeOptions.Loop",
        "EdgeOptions.MaxPace",
        "EdgeOptions.Models",
        "EdgeOptions.Sinks",
        "EdgeOptions.Source",
        "RolloutOptions.RetryAfter",
        "TrackerOptions.Agility",
        "TrackerOptions.BoxNoise",
        "TrackerOptions.FirstSpeed",
        "TrackerOptions.Momentum",
        "TrackerOptions.SameFace",
    ];

    public static TheoryData<string> Keys => [.. Settings.All.Select(setting => setting.Key)];

    public static TheoryData<string> Numbers =>
        [
            .. Settings
                .All.Where(setting => double.IsFinite(setting.Attribute.Most) && !setting.IsList)
                .Select(setting => setting.Key),
        ];

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
    [MemberData(nameof(Numbers))]
    public void The_ends_of_a_range_belong_to_it_and_what_lies_beyond_does_not(string key)
    {
        var (least, most) = (Find(key).Attribute.Least, Find(key).Attribute.Most);

        Apply(key, Text(least));
        Apply(key, Text(most));
        Assert.Throws<BadInputException>(() => Apply(key, Text(least - 1)));
        Assert.Throws<BadInputException>(() => Apply(key, Text(most + 1)));
    }

    [Fact]
    public void Every_option_is_a_setting_or_is_known_to_be_none() =>
        Assert.Equal(
            NoSettings.Order(),
            Settings
                .All.SelectMany(setting => setting.Path)
                .Select(property => property.DeclaringType!)
                .Distinct()
                .SelectMany(options => options.GetProperties(BindingFlags.Public | BindingFlags.Instance))
                .Where(option => option.CanWrite && !Attribute.IsDefined(option, typeof(SettingAttribute)))
                .Where(option => !Attribute.IsDefined(option, typeof(SettingsAttribute)))
                .Select(option => $"{option.DeclaringType!.Name}.{option.Name}")
                .Order()
        );

    [Fact]
    public void A_setting_says_what_it_is_in_whole_sentences() =>
        Assert.All(Settings.All, setting => Assert.Matches("^[A-Z].*[.]$", setting.Attribute.About));

    [Fact]
    public void Refusals_name_settings_that_are_there()
    {
        var names = new AccessNames();

        Assert.All(
            [names.Token, names.AllowPlain, names.Certificate, names.Key],
            name => Assert.Contains(name.Split(' ')[0], Settings.All.Select(setting => setting.Key))
        );
    }

    private static Setting Find(string key) =>
        Settings.All.Single(setting => setting.Key.Equals(key, StringComparison.Ordinal));

    /// <summary>Values in range, as the setting's attribute tells them.</summary>
    private static string[] Values(Setting setting) =>
        setting.IsList ? [setting.Attribute.Example]
        : double.IsFinite(setting.Attribute.Most) ? [Text(setting.Attribute.Least), Text(setting.Attribute.Most)]
        : setting.Range.Contains("on or off", StringComparison.Ordinal) ? ["off", "on"]
        : setting.Range.StartsWith("MJPG", StringComparison.Ordinal) ? ["YUYV"]
        : setting.Range.StartsWith("vitrine, yunet", StringComparison.Ordinal) ? ["haar"]
        : setting.Range.StartsWith("auto, tcp", StringComparison.Ordinal) ? ["tcp", "udp"]
        : setting.Range.Contains("mqtt://", StringComparison.Ordinal) ? ["mqtt://example", "mqtts://example:1"]
        : setting.Range.Contains("https://", StringComparison.Ordinal) ? ["http://example", "https://example/a?b"]
        : setting.Range.Contains("HOST:PORT", StringComparison.Ordinal) ? ["none", "example:1"]
        : ["a-file-a-secret-or-a-name"];

    private static EdgeOptions Apply(string key, string value) =>
        EdgeConfiguration.Read(null, [$"{key}={value}"]).Apply(Defaults);

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
