using System.Globalization;
using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Events;

/// <summary>The last sequence number printed, kept in a file; another takes its place as a whole or not at all.</summary>
/// <param name="file">The file; null: it is not kept.</param>
internal sealed class LastPrinted(string? file)
{
    /// <summary>The number; null where none was kept yet.</summary>
    /// <exception cref="BadInputException">The file holds something else or cannot be read.</exception>
    public long? Read()
    {
        if (file is null || !File.Exists(file))
        {
            return null;
        }

        var text = Trying(() => File.ReadAllText(file)).Trim();
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new BadInputException(
                $"--state '{file}' holds no sequence number; give another file, or remove it to begin anew"
            );
    }

    /// <summary>Keeps a number.</summary>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public void Keep(long number)
    {
        if (file is not null)
        {
            Trying(() =>
            {
                WholeFile.Write(file, number.ToString(CultureInfo.InvariantCulture));
                return true;
            });
        }
    }

    private T Trying<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new BadInputException($"--state '{file}' cannot be used: {refused.Message}", refused);
        }
    }
}
