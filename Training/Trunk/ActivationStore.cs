namespace Vitrine.Training.Trunk;

/// <summary>
/// Records of equal length on disk, found by key: the activations that a frozen trunk gave, as 16-bit floats. Two files:
/// the records, and their keys in the same order. A run that is killed while it appends leaves whole records only: a key is
/// written after its record. One process at a time; several threads may read.
/// </summary>
public sealed class ActivationStore : IDisposable
{
    /// <summary>Bytes of a key.</summary>
    public const int KeyLength = 32;

    private readonly Dictionary<string, long> places = new(StringComparer.Ordinal);
    private readonly FileStream keys;
    private readonly FileStream records;
    private readonly int recordLength;

    /// <param name="folder">Made if missing.</param>
    /// <param name="values">Values of one record.</param>
    /// <exception cref="BadInputException">Another run is using the folder.</exception>
    public ActivationStore(string folder, int values)
    {
        recordLength = values * sizeof(ushort);
        Directory.CreateDirectory(folder);
        try
        {
            keys = Open(Path.Combine(folder, "keys"));
            records = Open(Path.Combine(folder, "records"));
        }
        catch (IOException busy)
        {
            keys?.Dispose();
            throw new BadInputException(
                $"the cache '{folder}' is in use by another run, or cannot be written ({busy.Message}); wait for it, or give another --cache",
                busy
            );
        }

        ReadKeys();
    }

    /// <summary>Records that are kept.</summary>
    public int Count => places.Count;

    /// <summary>Whether there is a record.</summary>
    public bool Contains(ReadOnlySpan<byte> key) => places.ContainsKey(Convert.ToHexString(key));

    /// <summary>Adds records.</summary>
    /// <param name="newKeys">One for each; 32 bytes.</param>
    /// <param name="values">All records' values, one after the other.</param>
    public void Append(IReadOnlyList<byte[]> newKeys, ReadOnlySpan<Half> values)
    {
        records.Position = (long)Count * recordLength;
        records.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values));
        records.Flush();
        foreach (var key in newKeys)
        {
            keys.Write(key);
            places[Convert.ToHexString(key)] = places.Count;
        }

        keys.Flush();
    }

    /// <summary>Reads a record that is there.</summary>
    public void Read(ReadOnlySpan<byte> key, Span<Half> values)
    {
        var bytes = System.Runtime.InteropServices.MemoryMarshal.AsBytes(values);
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

    private static FileStream Open(string path) =>
        new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);

    private void ReadKeys()
    {
        var whole = Math.Min(keys.Length / KeyLength, records.Length / recordLength);
        Span<byte> key = stackalloc byte[KeyLength];
        for (var place = 0; place < whole; place++)
        {
            keys.ReadExactly(key);
            places[Convert.ToHexString(key)] = place;
        }

        keys.SetLength(whole * KeyLength);
        keys.Position = keys.Length;
    }
}
