using System.Runtime.InteropServices;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Wire;

public sealed class PrivateFileTests : IDisposable
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Files_and_folders_are_their_owners_alone_whatever_the_umask()
    {
        var before = Umask(0);
        try
        {
            PrivateFile.MakeFolder(folder["own"]);
            PrivateFile.Create(folder["own/new"], "secret");
            // Left behind by a write that broke off, it must not lend its mode.
            folder.Write("own/replaced.part", "half");
            PrivateFile.Replace(folder["own/replaced"], "secret");
            new FolderDisk(folder["disk"]).Write("new", 0, "secret"u8);
        }
        finally
        {
            _ = Umask(before);
        }

        Assert.Equal(Owner | UnixFileMode.UserExecute, File.GetUnixFileMode(folder["own"]));
        Assert.Equal(Owner, File.GetUnixFileMode(folder["own/new"]));
        Assert.Equal(Owner, File.GetUnixFileMode(folder["own/replaced"]));
        Assert.Equal(Owner | UnixFileMode.UserExecute, File.GetUnixFileMode(folder["disk"]));
        Assert.Equal(Owner, File.GetUnixFileMode(folder["disk/new"]));
        Assert.Equal("secret", File.ReadAllText(folder["own/replaced"]));
    }

    [Theory]
    [InlineData(UnixFileMode.OtherRead, false, true)]
    [InlineData(UnixFileMode.GroupRead, false, true)]
    [InlineData(UnixFileMode.GroupRead, true, false)]
    [InlineData(UnixFileMode.None, false, false)]
    public void A_key_that_others_can_read_is_told_what_to_run(UnixFileMode more, bool isForGroup, bool isRefused)
    {
        var file = folder.Write("own.key", "secret");
        File.SetUnixFileMode(file, Owner | more);

        var fault = PrivateFile.FaultOf(file, isForGroup);

        Assert.Equal(isRefused ? $"'{file}' can be read by others; run: chmod 600 '{file}'" : null, fault);
    }

    public void Dispose() => folder.Dispose();

#pragma warning disable SYSLIB1054 // Source made for it would need unsafe code, for a number.
    [DllImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint Umask(uint mask);
#pragma warning restore SYSLIB1054
}
