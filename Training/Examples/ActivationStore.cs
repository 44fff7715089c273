using System.Runtime.InteropServices;
using Vitrine.Wire;

namespace Vitrine.Training.Examples;

/// <summary>
/// Records of equal length on disk, found by key: the activations that a frozen trunk gave, as 16-bit floats. Two files:
/// the records, and their keys in the same order. A run that is killed while it appends leaves whole records only: a key is
/// written after its record. One process at a time; several threads may read.
/// </summary>
public sealed class ActivationStore : IDisposable
{
    /// <summary>Bytes of a key.</summary>
    public const int KeyLength = 32;

    private const string KeysFile = "keys";
    private const string RecordsFile = "records";

    private readonly Dictionary<string, long> places = new(StringComparer.Ordinal);
    private readonly FileStream keys;
    private readonly FileStream records;
    private readonly int recordLength;

    /// <param name="folder">Made if missing.</param>
    /// <param name="values">Values of one record.</param>
    /// <exception cref="BadInputException">Another run is using the folder, or it cannot be written.</exception>
    public ActivationStore(string folder, int values)
    {
        recordLength = values * sizeof(ushort);
        try
        {
            Directory.CreateDirectory(folder);
            keys = Open(Path.Combine(folder, KeysFile));
            records = Open(Path.Combine(folder, RecordsFile));
            ReadKeys();
            // For whoever looks which activations are used least.
            File.SetLastWriteTimeUtc(keys.SafeFileHandle, TimeProvider.System.GetUtcNow().UtcDateTime);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            keys?.Dispose();
            records?.Dispose();
            throw new BadInputException(
                $"the cache '{folder}' is in use by another run, or cannot be written ({refused.Message}); wait for it, or give another --cache",
                refused
            );
        }
    }

    /// <summary>Records that are kept.</summary>
    public int Count => places.Count;

    /// <summary>Bytes that one record takes, with its key.</summary>
    public long BytesEach => recordLength + KeyLength;

    /// <summary>Whether a folder holds such records.</summary>
    public static bool IsIn(string folder) =>
        File.Exists(Path.Combine(folder, KeysFile)) && File.Exists(Path.Combine(folder, RecordsFile));

    /// <summary>When a folder's records were last opened or added to.</summary>
    public static DateTime LastUsed(string folder) => File.GetLastWriteTimeUtc(Path.Combine(folder, KeysFile));

    /// <summary>Bytes of a folder's records and keys.</summary>
    public static long BytesIn(string folder) =>
        new FileInfo(Path.Combine(folder, KeysFile)).Length + new FileInfo(Path.Combine(folder, RecordsFile)).Length;

    /// <summary>Deletes a folder of records, unless somebody is using it.</summary>
    /// <returns>Whether it is gone.</returns>
    public static bool TryDelete(string folder)
    {
        try
        {
            using var held = Open(Path.Combine(folder, KeysFile));
            Directory.Delete(folder, recursive: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Whether there is a record.</summary>
    public bool Contains(ReadOnlySpan<byte> key) => places.ContainsKey(Convert.ToHexString(key));

    /// <summary>Adds records.</summary>
    /// <param name="newKeys">One for each; 32 bytes, none of them there before.</param>
    /// <param name="values">All records' values, one after the other.</param>
    /// <exception cref="BadInputException">The disk is full; all records before are kept.</exception>
    public void Append(IReadOnlyList<byte[]> newKeys, ReadOnlySpan<Half> values)
    {
        try
        {
            records.Position = (long)Count * recordLength;
            records.Write(MemoryMarshal.AsBytes(values));
            foreach (var key in newKeys)
            {
                keys.Write(key);
                places.Add(Convert.ToHexString(key), places.Count);
            }
        }
        catch (IOException full)
        {
            throw new BadInputException(
                $"the cache '{Path.GetDirectoryName(records.Name)}' cannot take more: {full.Message}; make room, or give another --cache: what it holds is kept",
                full
            );
        }
    }

    /// <summary>Forgets all records.</summary>
    public void Clear()
    {
        places.Clear();
        keys.SetLength(0);
        records.SetLength(0);
    }

    /// <summary>Reads a record that is there.</summary>
    public void Read(ReadOnlySpan<byte> key, Span<Half> values)
    {
        var bytes = MemoryMarshal.AsBytes(values);
        var place = places[Convert.ToHexString(key)] * recordLength;
        if (RandomAccess.Read(records.SafeFileHandle, bytes, place) != recordLength)
        {
            throw new EndOfStreamException($"The cache's file {records.Name} was cut off while it was in use.");
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        keys.Dispose();
        records.Dispose();
    }

    // Without a buffer: what is written is in the system's cache, and survives this process.
    private static FileStream Open(string path) =>
        new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);

    private void ReadKeys()
    {
        var whole = Math.Min(keys.Length / KeyLength, records.Length / recordLength);
        var read = new byte[whole * KeyLength];
        keys.ReadExactly(read);
        for (var place = 0; place < whole; place++)
        {
            places.Add(Convert.ToHexString(read, place * KeyLength, KeyLength), place);
        }

        keys.SetLength(read.Length);
        keys.Position = read.Length;
    }
}
