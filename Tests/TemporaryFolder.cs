using System.Diagnostics;
using System.Text;
using Xunit;

namespace Vitrine.Tests;

/// <summary>A folder of one test's own, removed with all that is in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("vitrine-test-").FullName;

    /// <summary>The full path of a name in it.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        File.WriteAllBytes(this[name], bytes);
        return this[name];
    }

    /// <summary>
    /// A program. It is put there by a process of its own: no other test's child can have it open for writing while it is to be run.
    /// </summary>
    public string WriteProgram(string name, string text)
    {
        using var install = Process.Start("install", ["-m", "755", Write("text", text), this[name]]);
        install.WaitForExit();
        Assert.Equal(0, install.ExitCode);
        return this[name];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
