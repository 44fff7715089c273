namespace Vitrine.Wire;

/// <summary>
/// A folder without folders in it, seen as power loss sees it: what was written, renamed or deleted may be gone or there
/// until it is flushed. One implementation is the real one; the tests' forgets what was not flushed. Every method may
/// throw an <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>.
/// </summary>
public interface IDisk
{
    /// <summary>A file's full path, for those who open it by themselves.</summary>
    string PathOf(string name);

    /// <summary>The names of all files.</summary>
    IReadOnlyList<string> List();

    /// <summary>Bytes of a file; null when it is not there.</summary>
    long? Length(string name);

    /// <summary>Opens a file that is there.</summary>
    Stream OpenRead(string name);

    /// <summary>Writes at an offset, no further than the file's end; makes the file where it is missing.</summary>
    void Write(string name, long offset, ReadOnlySpan<byte> bytes);

    /// <summary>Cuts a file off.</summary>
    void Truncate(string name, long length);

    /// <summary>Makes a file's bytes last. Its name lasts after <see cref="FlushNames"/>.</summary>
    void Flush(string name);

    /// <summary>Gives a file another name, in place of what had it.</summary>
    void Rename(string name, string newName);

    /// <summary>Removes a file; nothing happens when it is not there.</summary>
    void Delete(string name);

    /// <summary>Makes new names, renames and removals last.</summary>
    void FlushNames();
}
