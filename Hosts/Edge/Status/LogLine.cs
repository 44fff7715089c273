using Microsoft.Extensions.Logging;

namespace Vitrine.Hosts.Edge.Status;

/// <summary>A line of the log, as it is shown to others.</summary>
/// <param name="Number">From 1, in the order of the log.</param>
/// <param name="Time">When it was written.</param>
/// <param name="Level">How urgent it is.</param>
/// <param name="Text">What happened.</param>
public sealed record LogLine(long Number, DateTimeOffset Time, LogLevel Level, string Text);
