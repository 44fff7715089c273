using Vitrine.Wire;

namespace Vitrine.Hosts.Terminal;

/// <summary>A line of a program that runs on, with the time before it.</summary>
public static class TimedLine
{
    /// <summary>Writes a line of now.</summary>
    public static void Say(string line) => Write(TimeProvider.System.GetLocalNow().DateTime, line);

    /// <summary>Writes a line.</summary>
    /// <param name="at">Local time.</param>
    /// <param name="line">Becomes one line where it is more.</param>
    public static void Write(DateTime at, string line) => Console.WriteLine($"{at:HH:mm:ss} {SingleLine.Of(line)}");
}
