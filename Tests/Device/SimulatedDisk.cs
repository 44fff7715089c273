using Vitrine.Wire;

namespace Vitrine.Tests.Device;

/// <summary>
/// A disk in memory that can lose its power before any single operation. Bytes and names that were not flushed may then be
/// there, gone, or half there, each by itself.
/// </summary>
internal sealed class SimulatedDisk : IDisk
{
    private Dictionary<string, SimulatedFile> names = [];
    private Dictionary<string, SimulatedFile> lasting = [];

    /// <summary>Operations that changed something so far.</summary>
    public int Changes { get; private set; }

    /// <summary>The power goes when this many changes have been made; null: never.</summary>
    public int? PowerGoesAfter { get; set; }

    /// <summary>What is left when power comes back.</summary>
    /// <param name="loss">What became of what was not flushed.</param>
    /// <param name="seed">Draws what chance decides.</param>
    public SimulatedDisk AfterPowerLoss(PowerLoss loss, int seed = 0)
    {
        var random = new Random(seed);
        var kept = loss switch
        {
            PowerLoss.NothingLost => names,
            PowerLoss.AllUnflushedLost => lasting,
            PowerLoss.BytesLost => names,
            _ => Mixture(random),
        };
        var after = new SimulatedDisk { names = kept.ToDictionary(f => f.Key, f => f.Value.After(loss, random)) };
        after.lasting = new(after.names);
        return after;
    }

    public string PathOf(string name) => name;

    public IReadOnlyList<string> List() => [.. names.Keys.Order(StringComparer.Ordinal)];

    public long? Length(string name) => names.TryGetValue(name, out var file) ? file.Bytes.Length : null;

    public Stream OpenRead(string name) => new MemoryStream(names[name].Bytes, writable: false);

    public void Write(string name, long offset, ReadOnlySpan<byte> bytes)
    {
        Change();
        if (!names.TryGetValue(name, out var file))
        {
            names[name] = file = new SimulatedFile();
        }

        // Half of it first: power may go in the middle.
        var half = bytes[..(bytes.Length / 2)];
        file.Put(offset, half);
        Change();
        file.Put(offset + half.Length, bytes[half.Length..]);
    }

    public void Truncate(string name, long length)
    {
        Change();
        names[name].Bytes = names[name].Bytes[..(int)length];
    }

    public void Flush(string name)
    {
        Change();
        names[name].Lasting = names[name].Bytes;
    }

    public void Rename(string name, string newName)
    {
        Change();
        names[newName] = names[name];
        names.Remove(name);
    }

    public void Delete(string name)
    {
        if (names.ContainsKey(name))
        {
            Change();
            names.Remove(name);
        }
    }

    public void FlushNames()
    {
        Change();
        lasting = new(names);
    }

    private Dictionary<string, SimulatedFile> Mixture(Random random) =>
        names
            .Keys.Union(lasting.Keys, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(name => (name, file: (random.Next(2) == 0 ? names : lasting).GetValueOrDefault(name)))
            .Where(entry => entry.file is not null)
            .ToDictionary(entry => entry.name, entry => entry.file!, StringComparer.Ordinal);

    private void Change()
    {
        if (Changes == PowerGoesAfter)
        {
            throw new PowerLostException();
        }

        Changes++;
    }

    private sealed class SimulatedFile
    {
        public byte[] Bytes { get; set; } = [];

        public byte[] Lasting { get; set; } = [];

        public void Put(long offset, ReadOnlySpan<byte> bytes)
        {
            var next = new byte[Math.Max(Bytes.Length, offset + bytes.Length)];
            Bytes.CopyTo(next, 0);
            bytes.CopyTo(next.AsSpan((int)offset));
            Bytes = next;
        }

        public SimulatedFile After(PowerLoss loss, Random random)
        {
            var bytes = loss switch
            {
                PowerLoss.NothingLost => Bytes,
                PowerLoss.AllUnflushedLost or PowerLoss.BytesLost => Lasting,
                _ => random.Next(3) switch
                {
                    0 => Bytes,
                    1 => Lasting,
                    // The length lasted, some bytes did not: a hole of zeros.
                    _ => [.. Lasting, .. new byte[Math.Max(0, Bytes.Length - Lasting.Length)]],
                },
            };
            return new SimulatedFile { Bytes = bytes, Lasting = bytes };
        }
    }
}
