using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Vitrine.Hosts.Edge.Sinks;

/// <summary>
/// The last sequence number that the broker has acknowledged, kept in a file. Another takes its place as a whole or not at
/// all.
/// </summary>
/// <param name="file">The file.</param>
public sealed class MqttCursor(string file)
{
    private bool isKept = true;

    /// <summary>The number; 0: nothing yet, or nobody can tell any longer, and then everything kept is sent again.</summary>
    public long Read() =>
        File.Exists(file)
        && long.TryParse(File.ReadAllText(file), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;

    /// <summary>Keeps a number. Where that fails, a line says so, and another only after it has worked again.</summary>
    public void Keep(long number, ILogger logger)
    {
        try
        {
            Write(number);
            isKept = true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            if (isKept)
            {
                logger.LogWarning(
                    "mqtt: how far the broker got cannot be kept ({Reason}); after a restart windows may come again",
                    refused.Message
                );
            }

            isKept = false;
        }
    }

    private void Write(long number)
    {
        var beside = $"{file}.new";
        using (var writer = new StreamWriter(File.Create(beside)))
        {
            writer.Write(number.ToString(CultureInfo.InvariantCulture));
            writer.Flush();
            ((FileStream)writer.BaseStream).Flush(flushToDisk: true);
        }

        File.Move(beside, file, overwrite: true);
    }
}
