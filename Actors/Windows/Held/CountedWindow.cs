using System.Collections.Immutable;
using Vitrine.Dataflow;
using Vitrine.Models;
using Vitrine.Wire;

namespace Vitrine.Windows.Held;

/// <summary>
/// A window with its whole counts, as the graph closes it. It stays in memory: no port and no disk takes it, and only what
/// <see cref="Tell"/> makes of it is stored and sent.
/// </summary>
/// <param name="Window">The window, without any count of described people.</param>
/// <param name="Attributes">What the models estimate.</param>
/// <param name="Tables">By name: the people in each cell, and last those in none.</param>
public sealed record CountedWindow(
    AggregateWindow Window,
    IReadOnlyList<FaceAttribute> Attributes,
    ImmutableSortedDictionary<string, ImmutableArray<int>> Tables
) : ILocalOnly
{
    /// <summary>A closed window.</summary>
    /// <param name="window">The window, without any count of described people.</param>
    /// <param name="attributes">What the models estimate.</param>
    /// <param name="table">The cells of gender x age group, and last those whose age nobody told.</param>
    /// <param name="of">The people of each of an attribute's labels, and last those of none.</param>
    public static CountedWindow Of(
        AggregateWindow window,
        IReadOnlyList<FaceAttribute> attributes,
        ImmutableArray<int> table,
        Func<FaceAttribute, ImmutableArray<int>> of
    ) =>
        new(
            window,
            attributes,
            ToldWindow
                .Apart(attributes, table[..^1].Any(people => people > 0))
                .ToImmutableSortedDictionary(attribute => attribute.Name, of, StringComparer.Ordinal)
                .Add(ToldWindow.Table, table)
        );

    /// <summary>The window as it may leave the device, and what is then held back.</summary>
    /// <param name="before">What was held back before it.</param>
    public (AggregateWindow Told, HeldBack After) Tell(HeldBack before)
    {
        var (k, after) = (Window.K, before);
        var told = new Dictionary<string, ImmutableArray<int?>>(StringComparer.Ordinal);
        foreach (var (name, cells) in Tables)
        {
            var (counts, next) = before.Of(name).Tell(cells[..^1], Window.Visitors, k);
            after = after.With(name, next);
            told[name] =
            [
                .. counts.Take(cells.Length - 1).Select(count => k <= 1 || count > 0 ? count : (int?)null),
                k <= 1 ? cells[^1] : null,
            ];
        }

        return (ToldWindow.Of(Window, Attributes, Tables, told), after);
    }
}
