namespace Vitrine.Wire;

/// <summary>What is made of a disk's single operations.</summary>
public static class DiskFiles
{
    private const string Unfinished = ".new";

    /// <summary>Writes a whole small file in place of what was there: it is the old or the new one, whenever power goes.</summary>
    public static void Replace(this IDisk disk, string name, ReadOnlySpan<byte> bytes)
    {
        var unfinished = name + Unfinished;
        disk.Delete(unfinished);
        disk.Write(unfinished, 0, bytes);
        disk.Flush(unfinished);
        disk.Rename(unfinished, name);
        disk.FlushNames();
    }

    /// <summary>Reads a whole small file; null when it is not there.</summary>
    public static byte[]? Read(this IDisk disk, string name)
    {
        if (disk.Length(name) is not { } length)
        {
            return null;
        }

        using var file = disk.OpenRead(name);
        var bytes = new byte[length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
