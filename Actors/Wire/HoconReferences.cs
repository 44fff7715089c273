using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace Vitrine.Wire;

/// <summary>
/// Where the references of a text lead, found before Akka's parser follows them: it follows one that leads back to itself until
/// the stack overflows, and takes twice as long for every further one on the way.
/// </summary>
internal sealed class HoconReferences
{
    private const int MostInARow = 8,
        MostLevels = 500,
        MostValues = 100_000,
        MostNames = 10;

    /// <summary>Begins what stands where a reference stood.</summary>
    private const char Mark = '\uE000';

    private readonly string text;
    private readonly IReadOnlyList<Match> references;
    private readonly HoconValue root;
    private readonly List<(HoconValue Value, string Name)> way = [];
    private readonly Dictionary<HoconValue, Reach> known = new(ReferenceEqualityComparer.Instance);
    private string? circle;

    private HoconReferences(string text, IReadOnlyList<Match> references)
    {
        this.text = text;
        this.references = references;
        // A list of one word stands among other values as a reference does that the parser has not followed yet.
        var (marked, end) = (new StringBuilder(), 0);
        foreach (var (index, reference) in references.Index())
        {
            marked.Append(text, end, reference.Index - end).Append(CultureInfo.InvariantCulture, $"[{Mark}{index}]");
            end = reference.Index + reference.Length;
        }

        marked.Append(text, end, text.Length - end);
        root = ConfigurationFactory.ParseString(marked.ToString()).Root;
    }

    /// <summary>What is below a value when it is written out.</summary>
    /// <param name="InARow">References one after another, at the most.</param>
    /// <param name="Values">All values.</param>
    private readonly record struct Reach(int InARow, int Values);

    /// <summary>Follows every reference to its end.</summary>
    /// <param name="text">The text.</param>
    /// <param name="references">Its references, in order.</param>
    /// <returns>Keys that refer to each other in a circle, and the line that closes it; null: there is none.</returns>
    /// <exception cref="FormatException">References lead too far.</exception>
    public static string? Circle(string text, IReadOnlyList<Match> references)
    {
        if (references.Count == 0)
        {
            return null;
        }

        var all = new HoconReferences(text, references);
        all.Follow(all.root, string.Empty, references[0]);
        return all.circle;
    }

    private Reach Follow(HoconValue value, string name, Match by)
    {
        if (known.TryGetValue(value, out var reach) || circle is not null)
        {
            return reach;
        }

        if (way.FindIndex(passed => ReferenceEquals(passed.Value, value)) is >= 0 and var start)
        {
            circle = $"{Names(start)} -> {name} (line {HoconTokens.Line(text, by)})";
            return default;
        }

        way.Add((value, name));
        MustBe(way.Count <= MostLevels, by);
        foreach (var below in value.Values.SelectMany(element => Below(element, name, by)))
        {
            reach = new Reach(Math.Max(reach.InARow, below.InARow), reach.Values + below.Values);
            MustBe(reach is { InARow: <= MostInARow, Values: <= MostValues }, by);
        }

        way.RemoveAt(way.Count - 1);
        return known[value] = reach with { Values = reach.Values + 1 };
    }

    private IEnumerable<Reach> Below(IHoconElement element, string name, Match by)
    {
        if (ReferenceOf(element) is { } reference)
        {
            var path = PathOf(reference);
            // What is not there, the parser itself will say.
            var reach = Find(path, MostInARow) is { } target ? Follow(target, path, reference) : default;
            return [reach with { InARow = reach.InARow + 1 }];
        }

        return element switch
        {
            HoconObject section => section.Items.Select(item =>
                Follow(item.Value, name.Length == 0 ? item.Key : $"{name}.{item.Key}", by)
            ),
            HoconArray list => list.Select(item => Follow(item, name, by)),
            _ => [],
        };
    }

    private void MustBe(bool isNear, Match by)
    {
        if (!isNear && circle is null)
        {
            throw new FormatException($"the reference in line {HoconTokens.Line(text, by)} leads too far");
        }
    }

    /// <summary>The names on the way, each once; of a long one the first.</summary>
    private string Names(int start)
    {
        var names = way[start..].Select(passed => SingleLine.Of(passed.Name)).Distinct().ToArray();
        return string.Join(" -> ", names.Length <= MostNames ? names : [.. names[..MostNames], "…"]);
    }

    private Match? ReferenceOf(IHoconElement? element) =>
        element is HoconArray { Count: 1 } list
        && list[0].Values is [HoconLiteral { Value: [Mark, .. var index] }]
        && int.TryParse(index, CultureInfo.InvariantCulture, out var number)
        && number < references.Count
            ? references[number]
            : null;

    private static string PathOf(Match reference) => reference.Value[2..^1];

    /// <summary>The value that a path leads to, by other references too, as the parser finds it; null: none.</summary>
    private HoconValue? Find(string path, int hops)
    {
        var value = root;
        foreach (var key in path.Split('.'))
        {
            while (ReferenceOf(value.Values.FirstOrDefault()) is { } reference)
            {
                if (hops-- <= 0 || Find(PathOf(reference), hops) is not { } target)
                {
                    return null;
                }

                value = target;
            }

            if (value.Values.FirstOrDefault() is not HoconObject section || section.GetKey(key) is not { } below)
            {
                return null;
            }

            value = below;
        }

        return value;
    }
}
