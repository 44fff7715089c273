using System.Globalization;
using System.Text;

namespace Vitrine.Vision.Sources;

/// <summary>Reads the parts of a multipart body one after another, into memory that it uses again.</summary>
/// <param name="body">The body; closed with this.</param>
/// <param name="boundary">What stands between two parts, without its dashes.</param>
internal sealed class MultipartReader(Stream body, string boundary) : IDisposable
{
    private const int LargestPart = 32 << 20;
    private const int LongestLine = 4096;
    private const string LengthHeader = "Content-Length:";

    // Some cameras leave its dashes out where a part begins.
    private readonly byte[] delimiter = Encoding.ASCII.GetBytes("--" + boundary);
    private readonly byte[] bare = Encoding.ASCII.GetBytes("\n" + boundary);
    private readonly BufferedStream bytes = new(body, 64 * 1024);
    private byte[] part = new byte[64 * 1024];

    /// <summary>Waits for the next part.</summary>
    /// <param name="content">Its content; valid until the next call.</param>
    /// <returns>False at the end of the body.</returns>
    /// <exception cref="IOException">The connection is lost, or this is no multipart body.</exception>
    public bool TryReadNext(out ReadOnlySpan<byte> content)
    {
        try
        {
            var length = ReadHeaders() is { } told ? ReadExactly(told) : ReadToDelimiter();
            content = part.AsSpan(0, length);
            return true;
        }
        catch (EndOfStreamException)
        {
            content = [];
            return false;
        }
    }

    public void Dispose() => bytes.Dispose();

    /// <summary>Reads on to the blank line behind a part's headers.</summary>
    /// <returns>The part's length, if the headers have it.</returns>
    private int? ReadHeaders()
    {
        var (begun, length) = (false, (int?)null);
        while (ReadLine() is var line && (line.Length > 0 || !begun))
        {
            begun |= line.Contains(':', StringComparison.Ordinal);
            if (line.StartsWith(LengthHeader, StringComparison.OrdinalIgnoreCase))
            {
                var told = int.TryParse(
                    line.AsSpan(LengthHeader.Length),
                    NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                    CultureInfo.InvariantCulture,
                    out var value
                );
                length =
                    told && value is >= 0 and <= LargestPart
                        ? value
                        : throw new IOException($"a part with '{line}' was announced");
            }
        }

        return length;
    }

    private string ReadLine()
    {
        var line = new StringBuilder();
        for (var next = ReadByte(); next != '\n'; next = ReadByte())
        {
            line.Append((char)next);
            if (line.Length > LongestLine)
            {
                throw new IOException("what is sent has no headers");
            }
        }

        return line.ToString().TrimEnd('\r');
    }

    private int ReadExactly(int length)
    {
        Grow(length);
        bytes.ReadExactly(part, 0, length);
        return length;
    }

    private int ReadToDelimiter()
    {
        for (var length = 0; ; )
        {
            Grow(length + 1);
            part[length++] = ReadByte();
            var read = part.AsSpan(0, length);
            if (read.EndsWith(delimiter) || read.EndsWith(bare))
            {
                return length - (read.EndsWith(delimiter) ? delimiter.Length : bare.Length);
            }
        }
    }

    private byte ReadByte() => bytes.ReadByte() is >= 0 and var next ? (byte)next : throw new EndOfStreamException();

    private void Grow(int length)
    {
        if (length > LargestPart)
        {
            throw new IOException("a part has no end");
        }

        if (length > part.Length)
        {
            Array.Resize(ref part, Math.Max(length, 2 * part.Length));
        }
    }
}
