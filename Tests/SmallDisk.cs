using System.Diagnostics;
using Xunit;

namespace Vitrine.Tests;

/// <summary>A file system of one megabyte in memory. Whoever may not mount one skips the test.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    private string Filling => System.IO.Path.Combine(Path, "filling");

    public static SmallDisk Mount(string folder, string name)
    {
        var path = Directory.CreateDirectory(System.IO.Path.Combine(folder, name)).FullName;
        if (!Run("mount", "-t", "tmpfs", "-o", "size=1m", "none", path))
        {
            Assert.Skip("Mounting a small disk is not allowed here.");
        }

        return new SmallDisk(path);
    }

    /// <summary>Leaves no room.</summary>
    public void Fill()
    {
        using var file = new FileStream(Filling, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
            {
                file.Write(new byte[4096]);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    /// <summary>Makes room again.</summary>
    public void Empty() => File.Delete(Filling);

    /// <summary>Makes it read-only ("ro") or writable ("rw").</summary>
    public void Remount(string option) => Assert.True(Run("mount", "-o", $"remount,{option}", Path));

    public void Dispose() => Run("umount", "-l", Path);

    private static bool Run(params string[] command)
    {
        using var process = Process.Start(
            new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, UseShellExecute = false }
        )!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
