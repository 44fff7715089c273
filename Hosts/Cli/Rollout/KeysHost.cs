using Vitrine.Fleet.Releases;
using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Rollout;

/// <summary>Runs <c>rollout keys</c>.</summary>
public static class KeysHost
{
    private const int LeastDigits = 8;

    /// <summary>Writes a new pair of keys, or a change of them.</summary>
    /// <returns>0.</returns>
    /// <exception cref="BadInputException">A key is there already or cannot be used, or the folder cannot be written.</exception>
    public static async Task<int> RunAsync(KeysArguments arguments)
    {
        try
        {
            await Console.Out.WriteLineAsync(
                arguments.Rotate ? Rotate(arguments)
                : arguments.Revoke is { } id ? Revoke(arguments, id)
                : Make(arguments.Folder)
            );
            return 0;
        }
        catch (InvalidDataException wrong)
        {
            throw new BadInputException(wrong.Message, wrong);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"--out '{arguments.Folder}' cannot take a key: {refused.Message}", refused);
        }
    }

    private static string Make(string folder)
    {
        using var key = SigningKey.Create();
        key.Write(folder);
        return $"""
            Key {KeyId.Shorten(key.Id)} is in '{folder}'.
              {SigningKey.KeyFile}  signs releases. Keep it on this machine, and a copy where nobody finds it.
              {SigningKey.PublicFile}  goes into the folder on each device that its setting rollout.trusted-keys names.
            """;
    }

    private static string Rotate(KeysArguments arguments)
    {
        using var old = Signers(arguments);
        using var key = SigningKey.Create();
        var change = KeyChanges.Trust(key, old.All, Next(arguments.Folder));
        MustHold(arguments.Folder, change);
        key.Replace(arguments.Folder, old.All[0], change);
        return $"Key {KeyId.Shorten(key.Id)} signs from now on, in place of {KeyId.Shorten(old.All[0].Id)}; devices trust it with the next release. Once they have it: ./vitrine rollout keys --revoke {old.All[0].Id[..12]}";
    }

    private static string Revoke(KeysArguments arguments, string id)
    {
        using var signers = Signers(arguments);
        var keys = KeyRing.Open(arguments.Folder, arguments.Folder).Current;
        var meant = keys
            .Ids.Where(one => id.Length >= LeastDigits && one.StartsWith(id, StringComparison.OrdinalIgnoreCase))
            .ToArray();
        if (meant is not [var revoked])
        {
            throw new BadInputException(
                $"--revoke {SingleLine.Of(id, SingleLine.OfPeer)} names none of the keys trusted in '{arguments.Folder}', {string.Join(", ", keys.Ids.Select(one => one[..12]))}"
            );
        }

        var change = KeyChanges.Revoke(revoked, signers.All, Next(arguments.Folder));
        MustHold(arguments.Folder, change);
        var file = KeyChanges.Write(arguments.Folder, change);
        return $"Key {KeyId.Shorten(revoked)} is revoked: devices hear of it with the next release, and at once where '{file}' is copied into their folder of trusted keys";
    }

    private static SigningKeys Signers(KeysArguments arguments) =>
        SigningKeys.Read([Path.Combine(arguments.Folder, SigningKey.KeyFile), .. arguments.Others]);

    private static long Next(string folder) =>
        KeyRing.Open(folder, folder).Current.NextChange(TimeProvider.System.GetUtcNow());

    /// <summary>What devices would not heed is not written.</summary>
    private static void MustHold(string folder, SignedKeyChange change)
    {
        var keys = KeyRing.Open(folder, folder).Current;
        if (ReferenceEquals(keys.After(change), keys))
        {
            throw new BadInputException(
                $"'{Path.Combine(folder, SigningKey.KeyFile)}' is not trusted in '{folder}', or no trusted key would be left; nothing was changed"
            );
        }
    }
}
