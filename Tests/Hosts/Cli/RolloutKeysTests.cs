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

    public void Dispose()
    {
        errors.Dispose();
        folder.Dispose();
    }

    private Task<int> Run(params string[] arguments) =>
        new ConsoleCommand("Tests.", new RolloutCommand(new KeysCommand(KeysHost.RunAsync).Verb).Verb).InvokeAsync(
            ["rollout", "keys", .. arguments],
            errors
        );
}
