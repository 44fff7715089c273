using System.Collections.Immutable;
using System.Numerics;
using Akka.Configuration.Hocon;
using Vitrine.Vision.Counting;

namespace Vitrine.Hosts.Edge.Configuration;

/// <summary>The settings that draw lines and zones into the picture.</summary>
internal static class PlaceSettings
{
    private const int MostCharacters = 40;

    /// <summary>What visitors cross.</summary>
    /// <exception cref="FormatException">The list, or an entry, is wrong.</exception>
    public static ImmutableArray<Line> Lines(HoconValue written, int most) =>
        Read(written, most, LineOf, line => line.Name);

    /// <summary>Where visitors stay.</summary>
    /// <exception cref="FormatException">The list, or an entry, is wrong.</exception>
    public static ImmutableArray<Zone> Zones(HoconValue written, int most) =>
        Read(written, most, ZoneOf, zone => zone.Name);

    private static ImmutableArray<T> Read<T>(
        HoconValue written,
        int most,
        Func<PlaceEntry, T> read,
        Func<T, string> nameOf
    )
    {
        // To Akka an empty list is no array, or one of nothing.
        if (!written.IsArray() && !written.Values.Exists(element => element is HoconArray))
        {
            throw new FormatException("it is no list");
        }

        var entries = (written.GetArray() ?? []).Where(entry => entry.Values.Count > 0).ToArray();
        if (entries.Length > most)
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
