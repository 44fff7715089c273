using System.Globalization;
using Vitrine.Wire;

namespace Vitrine.Windows.Log;

/// <summary>
/// The newest window's number in a small file beside the database. Subscribers keep the last number they saw, so none may ever
/// be used again, not even when the database is lost.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="clock">Tells the date.</param>
public sealed class NewestNumber(string file, TimeProvider clock)
{
    /// <summary>The newest number that anybody may have seen; 0 before the first.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public long Read()
    {
        if (!File.Exists(file))
        {
            return 0;
        }

        // Milliseconds since 1970 are more than the windows that any device ever closed.
        return long.TryParse(File.ReadAllText(file), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : clock.GetUtcNow().ToUnixTimeMilliseconds();
    }

    /// <summary>Writes it whole or not at all.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(long number) => PrivateFile.Replace(file, number.ToString(CultureInfo.InvariantCulture));
}
