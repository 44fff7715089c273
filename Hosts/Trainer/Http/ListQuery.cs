using System.Globalization;
using Microsoft.AspNetCore.Http;
using Vitrine.Jobs;
using Vitrine.Wire;

namespace Vitrine.Hosts.Trainer.Http;

/// <summary>What stands behind the question mark. Pure.</summary>
internal static class ListQuery
{
    /// <summary>Which jobs a client asks for.</summary>
    /// <exception cref="BadInputException">A name is unknown or given twice, or a value cannot be used.</exception>
    public static ListJobs Jobs(IQueryCollection query)
    {
        Require(query, "page", "size", "state", "sweep");
        return new ListJobs
        {
            Page = (int)Number(query, "page", min: 0, max: 1_000_000, standard: 0),
            PageSize = (int)Number(query, "size", min: 1, max: 100, standard: 50),
            State = State(query["state"].ToString()),
            Sweep = query["sweep"].ToString(),
        };
    }

    /// <summary>Which page of which sweep.</summary>
    /// <exception cref="BadInputException">As above.</exception>
    public static (string Name, int Page) Sweep(IQueryCollection query)
    {
        Require(query, "name", "page");
        var name = query["name"].ToString();
        return name.Length > 0
            ? (name, (int)Number(query, "page", min: 0, max: 1_000_000, standard: 0))
            : throw new BadInputException("'name' is missing: say which sweep");
    }

    /// <summary>The last event that a client has; 0: none.</summary>
    /// <exception cref="BadInputException">As above.</exception>
    public static long After(IQueryCollection query)
    {
        Require(query, "after");
        return Number(query, "after", min: 0, max: long.MaxValue, standard: 0);
    }

    private static void Require(IQueryCollection query, params string[] names)
    {
        foreach (var (name, values) in query)
        {
            if (!names.Contains(name, StringComparer.Ordinal) || values.Count > 1)
            {
                throw new BadInputException(
                    values.Count > 1
                        ? $"'{name}' is given more than once"
                        : $"there is no '{name}'; there are {string.Join(", ", names)}"
                );
            }
        }
    }

    private static long Number(IQueryCollection query, string name, long min, long max, long standard) =>
        !query.TryGetValue(name, out var text) ? standard
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= min
        && number <= max
            ? number
        : throw new BadInputException($"'{name}' {text} is no whole number from {min} to {max}");

    private static JobState State(string text) =>
        text.Length == 0 ? JobState.Unspecified
        : Enum.GetValues<JobState>().FirstOrDefault(state => state.Name.Equals(text, StringComparison.Ordinal))
            is not JobState.Unspecified
                and var known
            ? known
        : throw new BadInputException(
            $"'state' {text} is none; there are {string.Join(", ", Enum.GetValues<JobState>().Skip(1).Select(state => state.Name))}"
        );
}
