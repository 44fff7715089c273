using System.Diagnostics;
using Xunit;

namespace Vitrine.Tests;

/// <summary>A small file system in memory, which only root may mount: anybody else's test is skipped and says so.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    private string Filling => System.IO.Path.Combine(Path, "filling");

    public static SmallDisk Mount(string folder, string name, int megabytes = 1)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Mounting a small disk needs root.");
        var path = Directory.CreateDirectory(System.IO.Path.Combine(folder, name)).FullName;
        Assert.SkipUnless(
            Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "none", path),
            "Mounting a small disk is not allowed here, not even as root, as in a container without privileges."
        );
        return new SmallDisk(path);
    }

    /// <summary>Leaves no room.</summary>
    public void Fill()
    {
        using var file = new FileStream(Filling, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        Assert.Throws<IOException>(() =>
        {
            for (var page = 0; page < 100_000; page++)
            {
                file.Write(new byte[4096]);
            }
        });
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
