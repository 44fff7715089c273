using Akka.Event;

namespace Vitrine.Wire;

/// <summary>In place of the log that Akka writes to the terminal while a system starts or ends.</summary>
#pragma warning disable MA0097 // Its base compares references to actors.
public sealed class SilentLogger : MinimalLogger
#pragma warning restore MA0097
{
    /// <inheritdoc />
    protected override void Log(object message) { }
}
