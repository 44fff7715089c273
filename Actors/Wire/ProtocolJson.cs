using Google.Protobuf;

namespace Vitrine.Wire;

/// <summary>Messages for programs that read JSON.</summary>
public static class ProtocolJson
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));

    /// <summary>A message in Protobuf's JSON, in one line; what has its default is written, too.</summary>
    public static string Of(IMessage message) => Formatter.Format(message);
}
