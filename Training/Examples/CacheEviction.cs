using System.Text.RegularExpressions;

namespace Vitrine.Training.Examples;

/// <summary>
/// Bounds the folder of all trunks' activations on disk: those used least recently are deleted first, never one that a run
/// is using.
/// </summary>
public static partial class CacheEviction
{
    /// <summary>Bytes that all activations may take together: 20 GB.</summary>
    public const long MaxBytes = 20_000_000_000;

    /// <summary>Deletes as many other trunks' activations as it takes.</summary>
    /// <param name="folder">The activations that room is made for: a folder beside the others.</param>
    /// <param name="bytes">What they will take in the end.</param>
    /// <param name="most">What all may take together.</param>
    public static void MakeRoom(string folder, long bytes, long most = MaxBytes)
    {
        var others = Directory
            .EnumerateDirectories(Path.GetDirectoryName(Path.GetFullPath(folder))!)
            .Where(other => !other.Equals(Path.GetFullPath(folder), StringComparison.Ordinal) && IsActivations(other))
            .OrderBy(ActivationStore.LastUsed)
            .Select(other => (Path: other, Bytes: ActivationStore.BytesIn(other)))
            .ToArray();
        var sum = bytes + others.Sum(other => other.Bytes);
        foreach (var other in others.TakeWhile(_ => sum > most))
        {
            sum -= ActivationStore.TryDelete(other.Path) ? other.Bytes : 0;
        }
    }

    // Whatever else somebody keeps in the folder is not ours to delete.
    private static bool IsActivations(string folder) =>
        Name.IsMatch(Path.GetFileName(folder)) && ActivationStore.IsIn(folder);

    [GeneratedRegex("^[0-9a-f]{16}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name { get; }
}
