using System.Globalization;

namespace Vitrine.Hosts.Edge.Status;

/// <summary>This process's memory as the kernel counts it: the managed heap is the smaller part of it.</summary>
public static class ProcessMemory
{
    private const string Status = "/proc/self/status";

    /// <summary>Resident memory at its peak, in bytes.</summary>
    public static long PeakBytes() => Read("VmHWM:");

    /// <summary>Resident memory now, in bytes.</summary>
    public static long Bytes() => Read("VmRSS:");

    private static long Read(string field)
    {
        var line = File.ReadLines(Status).First(l => l.StartsWith(field, StringComparison.Ordinal));
        var kibibytes = line[field.Length..].Replace("kB", string.Empty, StringComparison.Ordinal).Trim();
        return long.Parse(kibibytes, CultureInfo.InvariantCulture) * 1024;
    }
}
