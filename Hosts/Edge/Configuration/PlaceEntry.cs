using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Akka.Configuration.Hocon;

namespace Vitrine.Hosts.Edge.Configuration;

/// <summary>One entry of a list in config.hocon; whatever is wrong in it is reported with its number.</summary>
/// <param name="Fields">What is written between its braces.</param>
/// <param name="Number">Its place in the list, from 1.</param>
internal sealed record PlaceEntry(IReadOnlyDictionary<string, HoconValue> Fields, int Number)
{
    /// <summary>An entry of a list.</summary>
    /// <exception cref="FormatException">It has no fields.</exception>
    public static PlaceEntry Of(HoconValue value, int number) =>
        value.IsObject()
            ? new PlaceEntry(value.GetObject().Items, number)
            : throw new FormatException($"entry {number}: it is not written as {{ name = …, … }}");

    /// <summary>Something is wrong with this entry.</summary>
    public FormatException Fault(string what) => new($"entry {Number}: {what}");

    /// <exception cref="FormatException">There is another field.</exception>
    public void MustHaveOnly(params string[] names)
    {
        if (Fields.Keys.Except(names, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            throw Fault($"it knows no '{unknown}', but {string.Join(", ", names)}");
        }
    }

    /// <summary>A name without control characters.</summary>
    /// <exception cref="FormatException">It is missing, empty or too long.</exception>
    public string Name(string field, int most)
    {
        var value = Field(field);
        var name = value.IsString() ? value.GetString() : string.Empty;
        return name.Length >= 1 && name.Length <= most && !name.Any(char.IsControl)
            ? name
            : throw Fault($"its {field} is not 1 to {most} characters long");
    }

    /// <summary>Two numbers from 0 to 1.</summary>
    /// <exception cref="FormatException">It is missing or something else.</exception>
    public Vector2 Point(string field) => PointOf(Field(field), field);

    /// <summary>A list of points.</summary>
    /// <exception cref="FormatException">It is missing or something else.</exception>
    public ImmutableArray<Vector2> Points(string field) =>
        Field(field) is var list && list.IsArray()
            ? [.. list.GetArray().Select((value, index) => PointOf(value, $"{field}, point {index + 1}"))]
            : throw Fault($"its {field} is no list of points");

    private HoconValue Field(string name) =>
        Fields.TryGetValue(name, out var value) ? value : throw Fault($"its {name} is missing");

    private Vector2 PointOf(HoconValue value, string where)
    {
        if (!value.IsArray() || value.GetArray() is not [var x, var y])
        {
            throw Fault($"its {where} is not written as [x, y]");
        }

        return new Vector2(PartOf(x, where), PartOf(y, where));
    }

    private float PartOf(HoconValue value, string where)
    {
        var text = value.IsString() ? value.GetString() : string.Empty;
        if (!float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var part))
        {
            throw Fault($"its {where} holds something that is not a number");
        }

        return part is >= 0 and <= 1 ? part : throw Fault($"its {where} holds {text}, which is not between 0 and 1");
    }
}
