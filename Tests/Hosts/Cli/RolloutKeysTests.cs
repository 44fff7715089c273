using Vitrine.Fleet.Releases;
using Vitrine.Hosts.Cli.Rollout;
using Vitrine.Hosts.Terminal;
using Xunit;

namespace Vitrine.Tests.Hosts.Cli;

public sealed class RolloutKeysTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly StringWriter errors = new();

    [Fact]
    public async Task A_pair_of_keys_is_written()
    {
        Assert.Equal(0, await Run("--out", folder["keys"]));

        using var key = SigningKey.Read(folder["keys/release.key"]);
        Assert.Equal(1, TrustedKeys.Read(folder["keys"]).Count);
    }

    [Fact]
    public async Task A_second_time_the_first_key_stays_and_that_is_said()
    {
        await Run("--out", folder["keys"]);

        Assert.Equal(2, await Run("--out", folder["keys"]));
        OneLine.Says(errors.ToString().TrimEnd(), "vitrine rollout keys:", "release.key", "already exists");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_is_said()
    {
        Assert.Equal(2, await Run("--out", folder.Write("file", "")));
        OneLine.Says(errors.ToString().TrimEnd(), "vitrine rollout keys:", "--out", "file");
    }

    [Fact]
    public async Task A_new_key_takes_the_place_of_the_old_one_and_the_old_one_can_be_revoked()
    {
        await Run("--out", folder["keys"]);
        using var old = SigningKey.Read(folder["keys/release.key"]);

        Assert.Equal(0, await Run("--out", folder["keys"], "--rotate"));
        using var key = SigningKey.Read(folder["keys/release.key"]);
        Assert.NotEqual(old.Id, key.Id);
        Assert.Equal(old.Id, TheirKey($"keys/release-{old.Id[..12]}.key"));
        // A device that was given the first key alone.
        var ring = KeyRing.Open(Device(old), folder["learned"]);
        ring.Learn(KeyChanges.Read([folder["keys"]], Assert.Fail), _ => { });
        Assert.Equal(2, ring.Current.Count);

        Assert.Equal(0, await Run("--out", folder["keys"], "--revoke", old.Id[..12]));
        ring.Learn(KeyChanges.Read([folder["keys"]], Assert.Fail), _ => { });
        Assert.Equal([key.Id], ring.Current.Ids);
    }

    [Theory]
    [InlineData("--revoke", "0123456789ab", "names none of the keys")]
    [InlineData("--revoke", "", "names none of the keys")]
    public async Task A_key_that_nobody_knows_is_not_revoked(string option, string id, string says)
    {
        await Run("--out", folder["keys"]);

        Assert.Equal(2, await Run("--out", folder["keys"], option, id));
        OneLine.Says(errors.ToString().TrimEnd(), says);
    }

    [Fact]
    public async Task The_only_key_is_not_revoked()
    {
        await Run("--out", folder["keys"]);
        using var key = SigningKey.Read(folder["keys/release.key"]);

        Assert.Equal(2, await Run("--out", folder["keys"], "--revoke", key.Id[..12]));
        OneLine.Says(errors.ToString().TrimEnd(), "no trusted key would be left", "nothing was changed");
        Assert.Empty(Directory.GetFiles(folder["keys"], "*.change"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public async Task An_empty_folder_is_refused_and_nothing_is_written_here(string name)
    {
        Assert.Equal(2, await Run("--out", name));
        OneLine.Says(errors.ToString().TrimEnd(), "--out is empty");
        Assert.False(File.Exists(SigningKey.KeyFile));
    }

    public void Dispose()
    {
        errors.Dispose();
        folder.Dispose();
    }

    private string TheirKey(string name)
    {
        using var key = SigningKey.Read(folder[name]);
        return key.Id;
    }

    private string Device(SigningKey trusted)
    {
        trusted.Write(folder["device"]);
        return folder["device"];
    }

    private Task<int> Run(params string[] arguments) =>
        new ConsoleCommand("Tests.", new RolloutCommand(new KeysCommand(KeysHost.RunAsync).Verb).Verb).InvokeAsync(
            ["rollout", "keys", .. arguments],
            errors
        );
}
