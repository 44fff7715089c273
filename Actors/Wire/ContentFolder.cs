using System.Security.Cryptography;

namespace Vitrine.Wire;

/// <summary>
/// Files named by the SHA-256 of what they hold, written once and never changed. Several processes may use the folder.
/// </summary>
/// <param name="folder">Made when the first file comes.</param>
public sealed class ContentFolder(string folder)
{
    private const int BufferLength = 1 << 16;

    /// <summary>Copies a file into the folder; until it is whole, nobody sees it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">What it is called by those who ask for it.</param>
    /// <exception cref="IOException">It cannot be read, or the folder cannot be written.</exception>
    public Artefact Put(string file, string name)
    {
        Directory.CreateDirectory(folder);
        var part = Path.Combine(folder, $"{Guid.NewGuid():N}.part");
        try
        {
            var (hash, bytes) = Copy(file, part);
            File.Move(part, PathOf(hash), overwrite: true);
            return new Artefact
            {
                Name = name,
                Sha256 = hash,
                Bytes = bytes,
            };
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>The file with a hash, after it was read and found whole.</summary>
    /// <exception cref="BadInputException">It is missing, or holds something else.</exception>
    public string Find(string hash)
    {
        var path = PathOf(hash);
        try
        {
            using var stream = File.OpenRead(path);
            var found = Convert.ToHexStringLower(SHA256.HashData(stream));
            return found.Equals(hash, StringComparison.Ordinal)
                ? path
                : throw new BadInputException(
                    $"'{path}' is damaged: its SHA-256 is {found}; delete it and run the job again"
                );
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"'{path}' cannot be read: {unreadable.Message}", unreadable);
        }
    }

    /// <summary>A piece of a file. The whole file is checked when its first piece is read.</summary>
    /// <param name="artefact">The file.</param>
    /// <param name="offset">Where the piece begins, in bytes.</param>
    /// <param name="most">Its length, at the most.</param>
    /// <exception cref="BadInputException">The file is missing or damaged, or has no such place.</exception>
    public ReadOnlyMemory<byte> Read(Artefact artefact, long offset, int most)
    {
        if (offset < 0 || offset > artefact.Bytes)
        {
            throw new BadInputException(
                $"'{artefact.Name}' has {artefact.Bytes} bytes, and nothing at offset {offset}; begin at 0"
            );
        }

        var path = offset == 0 ? Find(artefact.Sha256) : PathOf(artefact.Sha256);
        try
        {
            using var file = File.OpenHandle(path);
            var piece = new byte[most];
            return piece.AsMemory(0, RandomAccess.Read(file, piece, offset));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"'{path}' cannot be read: {unreadable.Message}", unreadable);
        }
    }

    /// <summary>Removes a file that nobody needs any more.</summary>
    public void Remove(string hash) => File.Delete(PathOf(hash));

    /// <summary>Whether a text can be the name of a file.</summary>
    public static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    // A name from a message never leaves the folder.
    private string PathOf(string hash) =>
        IsHash(hash)
            ? Path.Combine(folder, hash)
            : throw new BadInputException($"'{SingleLine.Of(hash, SingleLine.OfPeer)}' is no SHA-256");

    private static (string Hash, long Bytes) Copy(string from, string to)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var source = File.OpenRead(from);
        using var target = new FileStream(to, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        var buffer = new byte[BufferLength];
        while (source.Read(buffer) is > 0 and var read)
        {
            hash.AppendData(buffer, 0, read);
            target.Write(buffer, 0, read);
        }

        // On the disk before anybody hears of it.
        target.Flush(flushToDisk: true);
        return (Convert.ToHexStringLower(hash.GetHashAndReset()), target.Length);
    }
}
