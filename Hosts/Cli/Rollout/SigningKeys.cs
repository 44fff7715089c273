using Vitrine.Fleet.Releases;
using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Rollout;

/// <summary>The private keys that sign together, and what became of the keys before them.</summary>
/// <param name="All">The keys, one at least.</param>
/// <param name="Changes">The changes beside the first of them, the oldest first.</param>
public sealed record SigningKeys(IReadOnlyList<SigningKey> All, IReadOnlyList<SignedKeyChange> Changes) : IDisposable
{
    /// <summary>Reads them.</summary>
    /// <exception cref="InvalidDataException">A file is missing or no such key, or a file beside it holds no change.</exception>
    public static SigningKeys Read(IReadOnlyList<string> files)
    {
        var keys = new List<SigningKey>();
        try
        {
            keys.AddRange(files.Select(SigningKey.Read));
            var folder = Path.GetDirectoryName(Path.GetFullPath(files[0]))!;
            return new SigningKeys(keys, KeyChanges.Read([folder], fault => throw new InvalidDataException(fault)));
        }
        catch
        {
            keys.ForEach(key => key.Dispose());
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var key in All)
        {
            key.Dispose();
        }
    }
}
