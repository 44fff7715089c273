using System.Globalization;
using Google.Protobuf;
using Vitrine.Wire;

namespace Vitrine.Fleet.Releases;

/// <summary>
/// Changes of the keys that sign releases, each signed by keys that were trusted before it. They are files NUMBER.change beside
/// the keys, and go to devices with every release.
/// </summary>
public static class KeyChanges
{
    /// <summary>Changes that go with a release, at the most: the newest.</summary>
    public const int Most = 16;

    private const string Ending = ".change";
    private const int MostBytes = 4096;

    /// <summary>Signs that a key is trusted from now on.</summary>
    /// <param name="key">The new key.</param>
    /// <param name="by">Keys that are trusted already.</param>
    /// <param name="number"><see cref="TrustedKeys.NextChange"/>.</param>
    public static SignedKeyChange Trust(SigningKey key, IReadOnlyList<SigningKey> by, long number) =>
        Sign(new KeyChange { Number = number, Trust = ByteString.CopyFrom(key.PublicKey) }, by);

    /// <summary>Signs that a key is not trusted any more.</summary>
    /// <param name="id">The key's name.</param>
    /// <param name="by">Keys that are trusted.</param>
    /// <param name="number"><see cref="TrustedKeys.NextChange"/>.</param>
    public static SignedKeyChange Revoke(string id, IReadOnlyList<SigningKey> by, long number) =>
        Sign(new KeyChange { Number = number, Revoke = id }, by);

    /// <summary>Writes a change beside the keys.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static string Write(string folder, SignedKeyChange envelope)
    {
        var number = KeyChange.Parser.ParseFrom(envelope.Change).Number;
        var file = Path.Combine(folder, number.ToString(CultureInfo.InvariantCulture) + Ending);
        WholeFile.Write(file, envelope.ToByteArray());
        return file;
    }

    /// <summary>The changes in some folders, the oldest first.</summary>
    /// <param name="folders">Folders; one that is not there holds none.</param>
    /// <param name="damaged">Told of files that hold no change.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static IReadOnlyList<SignedKeyChange> Read(IEnumerable<string> folders, Action<string> damaged) =>
        [
            .. folders
                .Where(Directory.Exists)
                .SelectMany(folder => Directory.EnumerateFiles(folder, "*" + Ending))
                .Select(file => Read(file, damaged))
                .OfType<(SignedKeyChange Signed, long Number)>()
                .OrderBy(change => change.Number)
                .Select(change => change.Signed),
        ];

    private static (SignedKeyChange Signed, long Number)? Read(string file, Action<string> damaged)
    {
        try
        {
            if (new FileInfo(file).Length <= MostBytes)
            {
                var envelope = SignedKeyChange.Parser.ParseFrom(File.ReadAllBytes(file));
                return (envelope, KeyChange.Parser.ParseFrom(envelope.Change).Number);
            }
        }
        catch (InvalidProtocolBufferException)
        {
            // It is told below.
        }

        damaged($"'{file}' holds no change of keys and is not heeded; copy it anew, or delete it");
        return null;
    }

    private static SignedKeyChange Sign(KeyChange change, IReadOnlyList<SigningKey> by)
    {
        var bytes = change.ToByteString();
        return new SignedKeyChange
        {
            Change = bytes,
            Signatures = { by.Select(key => key.Over(SignedBytes.OfKeyChange(bytes))) },
        };
    }
}
