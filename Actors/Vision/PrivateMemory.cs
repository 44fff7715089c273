using System.Runtime.InteropServices;
using OpenCvSharp;

namespace Vitrine.Vision;

/// <summary>Keeps pictures, which are in memory only, out of core dumps, out of swap and from other programs of the same user.</summary>
public static partial class PrivateMemory
{
    private const int RlimitCore = 4;
    private const int SetDumpable = 4;
    private const int DontDump = 16;
    private const int OnFault = 1;

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

    /// <summary>
    /// From here on root alone traces this process or reads its memory, and a crash is dumped to nobody: the limit on core files does
    /// not hold for a program that the system pipes them to.
    /// </summary>
    /// <exception cref="IOException">The system refuses.</exception>
    public static void HideFromOthers()
    {
        if (Control(SetDumpable, 0, 0, 0, 0) != 0)
        {
            throw new IOException($"memory cannot be hidden: error {Marshal.GetLastPInvokeError()}");
        }
    }

    /// <summary>
    /// Has the system leave a picture's pages, whole ones, out of any dump, and out of swap as far as its limit on locked memory goes
    /// (docs/privacy.md says what to do about the rest). Costs next to nothing for pages of which it knows.
    /// </summary>
    /// <param name="pixels">The picture; none where it is empty.</param>
    public static void Keep(Mat pixels)
    {
        var first = pixels.DataStart & -Environment.SystemPageSize;
        var length = (nuint)(pixels.DataEnd - first);
        _ = Advise(first, length, DontDump);
        _ = Lock(first, length, OnFault);
    }

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetLimit(int resource, in Limit limit);

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int option, nuint value, nuint third, nuint fourth, nuint fifth);

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(nint first, nuint length, int advice);

    [LibraryImport("libc", EntryPoint = "mlock2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Lock(nint first, nuint length, uint flags);

    // struct rlimit of setrlimit(2).
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Limit(nuint Soft, nuint Hard);
}
