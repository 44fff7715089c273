using System.Text.RegularExpressions;
using Akka.Configuration;
using Akka.Configuration.Hocon;
using Vitrine.Pipelines;
using Vitrine.Wire;

namespace Vitrine.Hosts.Edge.Configuration;

/// <summary>Reads config.hocon: what is below "vitrine" is checked against <see cref="Settings"/>, the rest is Akka's.</summary>
/// <param name="Config">The whole configuration, for the actor system.</param>
/// <param name="Origin">Where it came from, for messages.</param>
/// <param name="Overrides">The settings that were given one by one, by their keys.</param>
public sealed partial record EdgeConfiguration(
    Config Config,
    string Origin,
    IReadOnlyDictionary<string, string> Overrides
)
{
    private const string Root = "vitrine";

    /// <summary>Reads a file and puts single settings before it.</summary>
    /// <param name="file">The file; null for none: the defaults hold.</param>
    /// <param name="settings">Single settings, as key=value.</param>
    /// <exception cref="BadInputException">The file or a setting cannot be read.</exception>
    public static EdgeConfiguration Read(string? file, IReadOnlyList<string> settings)
    {
        var config = file is null ? Config.Empty : HoconText.Read(file);
        var single = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var setting in settings)
        {
            var (key, value) = setting.Split('=', 2) is [var k, var v] ? (k.Trim(), v.Trim()) : throw NoPair(setting);
            // As it stands in the file, too.
            key = key.StartsWith($"{Root}.", StringComparison.Ordinal) ? key[(Root.Length + 1)..] : key;
            var known = Find(key) ?? throw Unknown($"--set {setting}", key);
            single[key] = $"--set {setting}";
            var text = $"{Root}.{key} = {(known.IsList ? value : HoconText.Quote(value))}";
            config = HoconText.Parse(text, single[key]).WithFallback(config);
        }

        return new EdgeConfiguration(config, $"'{file}'", single);
    }

    /// <summary>The options with every setting that is given.</summary>
    /// <exception cref="BadInputException">A setting is unknown, unreadable or out of range.</exception>
    public EdgeOptions Apply(EdgeOptions options)
    {
        if (!Config.HasPath(Root))
        {
            return options;
        }

        if (!Config.GetValue(Root).IsObject())
        {
            throw new BadInputException($"{Origin}: {Root} is no section; write {Root} {{ … }}");
        }

        foreach (var (key, value) in Leaves(Config.GetConfig(Root).Root.GetObject(), string.Empty))
        {
            options = Apply(Find(key) ?? throw Unknown(Origin, key), options, value);
        }

        return options;
    }

    [GeneratedRegex("://[^\\s']*@", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UserInfo { get; }

    private static Setting? Find(string key) =>
        Settings.All.FirstOrDefault(s => s.Key.Equals(key, StringComparison.Ordinal));

    private static IEnumerable<(string Key, HoconValue Value)> Leaves(HoconObject node, string prefix) =>
        node.Items.SelectMany(item =>
            item.Value.IsObject()
                ? Leaves(item.Value.GetObject(), $"{prefix}{item.Key}.")
                : [(prefix + item.Key, item.Value)]
        );

    private static BadInputException NoPair(string setting) =>
        new($"--set {setting} is not KEY=VALUE, for example --set detector.haar.min-size=40");

    private EdgeOptions Apply(Setting setting, EdgeOptions options, HoconValue value)
    {
        try
        {
            return setting.Apply(options, value);
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException)
        {
            var origin = Overrides.GetValueOrDefault(setting.Key, Origin);
            throw new BadInputException(
                WithoutSecrets($"{origin}: {Root}.{setting.Key}: {wrong.Message}; it takes {setting.Range}"),
                wrong
            );
        }
    }

    // A user and a password in an address are not printed back.
    private static string WithoutSecrets(string line) => UserInfo.Replace(line, "://…@");

    private static BadInputException Unknown(string origin, string key)
    {
        var likely = Settings.All.Select(s => s.Key).MinBy(known => Distance(known, key));
        return new($"{origin}: unknown setting {Root}.{key}; did you mean {Root}.{likely}?");
    }

    /// <summary>Edits between two words: Levenshtein, "Binary codes capable of correcting deletions, insertions, and reversals", 1966.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
