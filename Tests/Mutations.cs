using System.Text;

namespace Vitrine.Tests;

/// <summary>A file as it never was written: bytes changed, cut off, doubled, and what parsers stumble over put in between.</summary>
internal static class Mutations
{
    public const int Count = 10_000;

    private static readonly byte[][] Words = new[]
    {
        "null",
        "true",
        "-1",
        "0",
        "1e400",
        "99999999999999999999",
        "2147483648",
        "\"\"",
        "\"\\ud800\"",
        "\"../../x\"",
        "\"Infinity\"",
        "{}",
        "[]",
        "[[[[[[[[",
        "{\"a\":",
        "}",
        "]",
        ",",
        ":",
        "\"",
        "\0",
        "\n",
        "${",
        "include \"/etc/passwd\"",
        "\uFEFF",
        "\u2028",
    }
        .Select(Encoding.UTF8.GetBytes)
        .ToArray();

    /// <summary>Ten thousand of them, always the same.</summary>
    public static IEnumerable<byte[]> Of(byte[] file, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < Count; i++)
        {
            var bytes = file;
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                bytes = Change(bytes, random);
            }

            yield return bytes;
        }
    }

    /// <summary>The same of a text.</summary>
    public static IEnumerable<byte[]> Of(string file, int seed) => Of(Encoding.UTF8.GetBytes(file), seed);

    private static byte[] Change(byte[] file, Random random)
    {
        var at = random.Next(file.Length + 1);
        var to = Math.Min(file.Length, at + random.Next(1, 40));
        var (before, part, after) = (file[..at], file[at..to], file[to..]);
        switch (random.Next(7))
        {
            case 0:
                return before;
            case 1:
                return [.. before, .. after];
            case 2:
                return [.. before, .. part, .. part, .. after];
            case 3:
                random.NextBytes(part);
                return [.. before, .. part, .. after];
            case 4 when file.Length > 0:
                var flipped = file.ToArray();
                flipped[random.Next(file.Length)] ^= (byte)(1 << random.Next(8));
                return flipped;
            case 5:
                return [.. before, .. Words[random.Next(Words.Length)], .. part, .. after];
            default:
                return InPlaceOfAValue(file, random);
        }
    }

    /// <summary>Behind a colon or an equals sign, something else than was there.</summary>
    private static byte[] InPlaceOfAValue(byte[] file, Random random)
    {
        var signs = Enumerable.Range(0, file.Length).Where(i => file[i] is (byte)':' or (byte)'=').ToArray();
        if (signs.Length == 0)
        {
            return file;
        }

        var begin = signs[random.Next(signs.Length)] + 1;
        var length = file.AsSpan(begin).IndexOfAny(",}]\n"u8);
        return [.. file[..begin], .. Words[random.Next(Words.Length)], .. length < 0 ? [] : file[(begin + length)..]];
    }
}
