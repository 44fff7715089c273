using System.Collections.Immutable;
using System.Text.Json;

namespace Vitrine.Windows.Held;

/// <summary>What is held back of all tables, by their names. Pure.</summary>
/// <param name="Tables">The tables.</param>
public sealed record HeldBack(ImmutableSortedDictionary<string, HeldTable> Tables)
{
    /// <summary>Nobody.</summary>
    public static HeldBack None { get; } =
        new(ImmutableSortedDictionary<string, HeldTable>.Empty.WithComparers(StringComparer.Ordinal));

    /// <summary>What is held back of one table.</summary>
    public HeldTable Of(string table) => Tables.GetValueOrDefault(table, HeldTable.Empty);

    /// <summary>The same with another table in place of the one of its name.</summary>
    public HeldBack With(string name, HeldTable table) => new(Tables.SetItem(name, table));

    /// <summary>As it is stored: equal texts are equal states.</summary>
    public string ToJson() => JsonSerializer.Serialize(Tables, JsonSerializerOptions.Web);

    /// <summary>Reads what was stored.</summary>
    /// <exception cref="JsonException">It is damaged.</exception>
    public static HeldBack FromJson(string text)
    {
        var tables = JsonSerializer.Deserialize<Dictionary<string, HeldTable>>(text, JsonSerializerOptions.Web);
        return tables is not null && tables.Values.All(IsPossible)
            ? new HeldBack(None.Tables.AddRange(tables))
            : throw new JsonException("a count is missing or below zero");
    }

    private static bool IsPossible(HeldTable? table) =>
        table is { Visitors: >= 0, Held.IsDefault: false, Spare.IsDefault: false }
        && table.Held.Concat(table.Spare).All(count => count is >= 0 and <= 1_000_000_000)
        && table.Visitors <= 1_000_000_000;
}
