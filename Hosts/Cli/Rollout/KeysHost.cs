using Vitrine.Fleet.Releases;
using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Rollout;

/// <summary>Runs <c>rollout keys</c>.</summary>
public static class KeysHost
{
    /// <summary>Writes a new pair of keys.</summary>
    /// <returns>0.</returns>
    /// <exception cref="BadInputException">A key is there already, or the folder cannot be written.</exception>
    public static async Task<int> RunAsync(string folder)
    {
        using var key = SigningKey.Create();
        try
        {
            key.Write(folder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"--out '{folder}' cannot take a key: {refused.Message}", refused);
        }

        await Console.Out.WriteLineAsync(
            $"""
            Key {KeyId.Shorten(key.Id)} is in '{folder}'.
              {SigningKey.PrivateFile}  signs releases. Keep it on this machine, and a copy where nobody finds it.
              {SigningKey.PublicFile}  goes into the folder on each device that its setting rollout.trusted-keys names.
            """
        );
        return 0;
    }
}
