using System.Globalization;
using Microsoft.AspNetCore.Http;
using Vitrine.Windows;
using Vitrine.Wire;

namespace Vitrine.Hosts.Edge.Http;

/// <summary>Which windows a client asks for, and in which form. Pure.</summary>
/// <param name="From">Only those that began then or later.</param>
/// <param name="To">Only those that began before.</param>
/// <param name="After">Only those with a higher sequence number.</param>
/// <param name="Limit">That many at the most.</param>
/// <param name="IsCsv">CSV instead of JSON.</param>
internal sealed record WindowQuery(DateTimeOffset From, DateTimeOffset To, long After, long Limit, bool IsCsv)
{
    private static readonly string[] Names = ["from", "to", "after", "limit", "format", "locale"];

    private static readonly string[] Times =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>How CSV is written.</summary>
    public CsvForm Form { get; private init; } = CsvForm.English;

    /// <summary>Reads a query.</summary>
    /// <param name="query">The request's query.</param>
    /// <param name="accept">The header <c>Accept</c>; the query goes before it.</param>
    /// <exception cref="BadInputException">A name is unknown or given twice, or a value cannot be used.</exception>
    public static WindowQuery Parse(IQueryCollection query, string accept)
    {
        foreach (var (name, values) in query)
        {
            if (!Names.Contains(name, StringComparer.Ordinal) || values.Count > 1)
            {
                throw new BadInputException(
                    values.Count > 1
                        ? $"'{name}' is given more than once"
                        : $"there is no '{name}'; there are {string.Join(", ", Names)}"
                );
            }
        }

        var (from, to) = (Time(query, "from"), Time(query, "to"));
        return from > to
            ? throw new BadInputException("'from' is later than 'to'")
            : new WindowQuery(
                from ?? DateTimeOffset.MinValue,
                to ?? DateTimeOffset.MaxValue,
                Number(query, "after", least: 0) ?? 0,
                Number(query, "limit", least: 1) ?? long.MaxValue,
                IsCsvAsked(query["format"], accept)
            )
            {
                Form = FormOf(query["locale"]),
            };
    }

    /// <summary>Whether a window began in the time asked for.</summary>
    public bool Takes(AggregateWindow window) =>
        window.Start.ToDateTimeOffset() is var start && start >= From && start < To;

    private static bool IsCsvAsked(string? format, string accept) =>
        format switch
        {
            "csv" => true,
            "json" => false,
            null => accept.Contains("text/csv", StringComparison.OrdinalIgnoreCase),
            _ => throw new BadInputException($"'format' {format} is neither json nor csv"),
        };

    private static CsvForm FormOf(string? locale) =>
        locale is null ? CsvForm.English
        : CsvForm.All.FirstOrDefault(form => form.Name.Equals(locale, StringComparison.Ordinal)) is { } known ? known
        : throw new BadInputException(
            $"'locale' {locale} is none of {string.Join(", ", CsvForm.All.Select(form => form.Name))}"
        );

    private static DateTimeOffset? Time(IQueryCollection query, string name)
    {
        if (!query.TryGetValue(name, out var text))
        {
            return null;
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParseExact(text, Times, CultureInfo.InvariantCulture, Utc, out var time)
            ? time
            : throw new BadInputException(
                $"'{name}' {text} is no time; write ISO 8601, for example 2026-01-31T09:00:00Z or 2026-01-31 (a + before a zone is %2B in an address)"
            );
    }

    private static long? Number(IQueryCollection query, string name, long least) =>
        !query.TryGetValue(name, out var text) ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            ? number
        : throw new BadInputException($"'{name}' {text} is no whole number from {least}");
}
