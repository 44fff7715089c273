using System.Runtime.InteropServices;

namespace Vitrine.Vision;

/// <summary>Keeps pictures, which are in memory only, out of core dumps.</summary>
public static partial class PrivateMemory
{
    private const int RlimitCore = 4;

    /// <summary>From here on a crash leaves no core file, whatever the limit was when the process started.</summary>
    /// <exception cref="IOException">The system refuses to lower the limit.</exception>
    public static void ForbidCoreDumps()
    {
        var none = default(Limit);
        if (SetLimit(RlimitCore, in none) != 0)
        {
            throw new IOException($"core dumps cannot be switched off: error {Marshal.GetLastPInvokeError()}");
        }
    }

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    private static partial int SetLimit(int resource, in Limit limit);

    // struct rlimit of setrlimit(2).
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Limit(nuint Soft, nuint Hard);
}
