using System.Runtime.InteropServices;

namespace Vitrine.Wire;

/// <summary>A folder of the file system. What it makes is its owner's alone, whatever the umask.</summary>
public sealed partial class FolderDisk : IDisk
{
    private readonly string folder;

    /// <param name="folder">Made if missing.</param>
    public FolderDisk(string folder)
    {
        this.folder = Path.GetFullPath(folder);
        PrivateFile.MakeFolder(folder);
    }

    /// <inheritdoc />
    public string PathOf(string name) => Path.Combine(folder, name);

    /// <inheritdoc />
    public IReadOnlyList<string> List() => [.. Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file))];

    /// <inheritdoc />
    public long? Length(string name)
    {
        var file = new FileInfo(PathOf(name));
        return file.Exists ? file.Length : null;
    }

    /// <inheritdoc />
    public Stream OpenRead(string name) => File.OpenRead(PathOf(name));

    /// <inheritdoc />
    public void Write(string name, long offset, ReadOnlySpan<byte> bytes)
    {
        using var file = PrivateFile.Open(PathOf(name));
        RandomAccess.Write(file.SafeFileHandle, bytes, offset);
    }

    /// <inheritdoc />
    public void Truncate(string name, long length)
    {
        using var file = File.OpenHandle(PathOf(name), FileMode.Open, FileAccess.Write);
        RandomAccess.SetLength(file, length);
    }

    /// <inheritdoc />
    public void Flush(string name)
    {
        using var file = File.OpenHandle(PathOf(name), FileMode.Open, FileAccess.Write);
        RandomAccess.FlushToDisk(file);
    }

    /// <inheritdoc />
    public void Rename(string name, string newName) => File.Move(PathOf(name), PathOf(newName), overwrite: true);

    /// <inheritdoc />
    public void Delete(string name) => File.Delete(PathOf(name));

    /// <summary>.NET opens no folders, so the C library does. A file system that cannot flush a folder does so by itself.</summary>
    public void FlushNames()
    {
        var descriptor = Open(folder, flags: 0);
        if (descriptor < 0)
        {
            throw new IOException($"'{folder}' cannot be opened: error {Marshal.GetLastPInvokeError()}");
        }

        _ = Fsync(descriptor);
        _ = Close(descriptor);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int descriptor);
}
