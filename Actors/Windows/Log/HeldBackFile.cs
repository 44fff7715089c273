using System.Text;
using System.Text.Json;
using Vitrine.Windows.Held;
using Vitrine.Wire;

namespace Vitrine.Windows.Log;

/// <summary>
/// What is held back, beside the database. It is written before a window is, as it is without that window and with it: whichever
/// window turns out to be the newest after a power loss, what belongs to it is there.
/// </summary>
/// <param name="disk">The data folder.</param>
public sealed class HeldBackFile(IDisk disk)
{
    /// <summary>The file's name.</summary>
    public const string Name = "held-back";

    /// <summary>Writes it whole or not at all.</summary>
    /// <param name="sequence">The number of the window that is stored next.</param>
    /// <param name="before">What is held back until it is stored.</param>
    /// <param name="after">What is held back from then on.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(long sequence, HeldBack before, HeldBack after)
    {
        var lines = $"{sequence - 1} {before.ToJson()}\n{sequence} {after.ToJson()}\n";
        disk.Replace(Name, Encoding.UTF8.GetBytes(lines));
    }

    /// <summary>What is held back after a window.</summary>
    /// <param name="newest">The newest window's number.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public HeldBack Read(long newest)
    {
        if (disk.Read(Name) is not { } bytes)
        {
            return HeldBack.None;
        }

        try
        {
            var states = Encoding
                .UTF8.GetString(bytes)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(Parse)
                .ToArray();
            // Numbers without a state are those of windows that held nobody back or nobody else.
            return states.LastOrDefault(state => state.Sequence <= newest, states[0]).Held;
        }
        catch (Exception damage)
            when (damage is JsonException or FormatException or OverflowException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("what is held back cannot be read", damage);
        }
    }

    /// <summary>Renames it.</summary>
    /// <returns>Its new path.</returns>
    public string SetAside(DateTimeOffset now)
    {
        var aside = $"{Name}.corrupt-{now:yyyyMMdd'T'HHmmssfff'Z'}";
        disk.Rename(Name, aside);
        return disk.PathOf(aside);
    }

    private static (long Sequence, HeldBack Held) Parse(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        return (
            long.Parse(line.AsSpan(0, Math.Max(space, 0)), System.Globalization.CultureInfo.InvariantCulture),
            HeldBack.FromJson(line[space..])
        );
    }
}
