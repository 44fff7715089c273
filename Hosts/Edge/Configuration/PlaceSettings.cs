using System.Collections.Immutable;
using System.Numerics;
using Akka.Configuration;
using Akka.Configuration.Hocon;
using Vitrine.Pipelines;
using Vitrine.Vision.Counting;

namespace Vitrine.Hosts.Edge.Configuration;

/// <summary>The settings that draw lines and zones into the picture.</summary>
internal static class PlaceSettings
{
    private const int MostCharacters = 40;

    /// <summary>What visitors cross.</summary>
    public static Setting Lines { get; } =
        List(
            "lines",
            "{ name = door, from = [0.5, 1], to = [0.5, 0] }",
            LineOf,
            line => line.Name,
            (options, lines) => options with { Places = options.Places with { Lines = lines } }
        );

    /// <summary>Where visitors stay.</summary>
    public static Setting Zones { get; } =
        List(
            "zones",
            "{ name = left, corners = [[0, 0], [0.4, 0], [0.4, 1]] }",
            ZoneOf,
            zone => zone.Name,
            (options, zones) => options with { Places = options.Places with { Zones = zones } }
        );

    private static Setting List<T>(
        string key,
        string example,
        Func<PlaceEntry, T> read,
        Func<T, string> nameOf,
        Func<EdgeOptions, ImmutableArray<T>, EdgeOptions> set
    ) =>
        new(
            key,
            $"a list of at most {PlaceOptions.Most}, each with another name: [ {example} ]",
            (options, config) => set(options, Read(config, key, read, nameOf))
        )
        {
            IsList = true,
        };

    private static ImmutableArray<T> Read<T>(
        Config config,
        string key,
        Func<PlaceEntry, T> read,
        Func<T, string> nameOf
    )
    {
        var value = config.GetValue(key);
        // To Akka an empty list is no array, or one of nothing.
        if (!value.IsArray() && !value.Values.Exists(element => element is HoconArray))
        {
            throw new FormatException("it is no list");
        }

        var entries = (value.GetArray() ?? []).Where(entry => entry.Values.Count > 0).ToArray();
        if (entries.Length > PlaceOptions.Most)
        {
            throw new FormatException($"there are {entries.Length} of them");
        }

        var all = entries.Select((entry, index) => read(PlaceEntry.Of(entry, index + 1))).ToImmutableArray();
        var twice = all.GroupBy(nameOf, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw new FormatException($"two of them are called '{twice.Key}'");
        }

        // An empty list equals the default.
        return all.IsEmpty ? [] : all;
    }

    private static Line LineOf(PlaceEntry entry)
    {
        entry.MustHaveOnly("name", "from", "to");
        var line = new Line(entry.Name("name", MostCharacters), entry.Point("from"), entry.Point("to"));
        return Vector2.Distance(line.From, line.To) >= 0.001f ? line : throw entry.Fault("its ends are one point");
    }

    private static Zone ZoneOf(PlaceEntry entry)
    {
        entry.MustHaveOnly("name", "corners");
        var zone = new Zone(entry.Name("name", MostCharacters), entry.Points("corners"));
        return zone.Corners.Length is >= 3 and <= 32
            ? zone
            : throw entry.Fault($"it has {zone.Corners.Length} corners, not 3 to 32");
    }
}
