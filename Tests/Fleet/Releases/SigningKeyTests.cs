using Vitrine.Fleet.Releases;
using Xunit;

namespace Vitrine.Tests.Fleet.Releases;

public sealed class SigningKeyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_key_comes_back_from_its_file_and_devices_that_are_given_the_folder_trust_it()
    {
        using var key = SigningKey.Create();
        key.Write(folder.Path);

        using var read = SigningKey.Read(folder["release.key"]);
        var signed = read.Sign(new() { Task = "age" });

        Assert.Equal(key.Id, read.Id);
        TrustedKeys.Read(folder.Path).Verify(signed);
    }

    [Fact]
    public void Only_its_owner_can_read_the_private_key()
    {
        using var key = SigningKey.Create();
        key.Write(folder.Path);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder["release.key"]));
        Assert.DoesNotContain("PRIVATE", File.ReadAllText(folder["release.pub"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_private_key_that_others_can_read_is_not_used()
    {
        using var key = SigningKey.Create();
        key.Write(folder.Path);
        File.SetUnixFileMode(folder["release.key"], UnixFileMode.UserRead | UnixFileMode.GroupRead);

        OneLine.Says(Fault(() => SigningKey.Read(folder["release.key"])), "release.key", "chmod 600");
    }

    [Fact]
    public void A_key_is_never_replaced()
    {
        using var first = SigningKey.Create();
        first.Write(folder.Path);
        using var second = SigningKey.Create();

        Assert.Throws<IOException>(() => second.Write(folder.Path));
        using var read = SigningKey.Read(folder["release.key"]);
        Assert.Equal(first.Id, read.Id);
    }

    [Fact]
    public void What_is_no_key_is_named()
    {
        folder.Write("release.pub", "no key");
        File.SetUnixFileMode(folder.Write("release.key", "no key"), UnixFileMode.UserRead);

        OneLine.Says(Fault(() => TrustedKeys.Read(folder.Path)), "release.pub", "no trusted key");
        OneLine.Says(Fault(() => SigningKey.Read(folder["release.key"])), "release.key", "no signing key");
    }

    [Fact]
    public void A_folder_without_keys_is_said()
    {
        OneLine.Says(Fault(() => TrustedKeys.Read(folder.Path)), folder.Path, ".pub");
        OneLine.Says(Fault(() => TrustedKeys.Read(folder["nowhere"])), folder["nowhere"], "not there");
    }

    public void Dispose() => folder.Dispose();

    private static string Fault(Func<object> open) => Assert.Throws<InvalidDataException>(open).Message;
}
