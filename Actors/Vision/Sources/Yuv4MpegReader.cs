using System.Globalization;
using System.Text;
using OpenCvSharp;

namespace Vitrine.Vision.Sources;

/// <summary>YUV4MPEG2 (see yuv4mpeg(5)): a header with the size, then frames of 4:2:0 planes.</summary>
/// <param name="stream">Where it comes from; disposed of with this.</param>
internal sealed class Yuv4MpegReader(Stream stream) : IDisposable
{
    private const int LongestHeader = 256;
    private const int LongestSide = 16384;
    private readonly BufferedStream input = new(stream, 1 << 16);

    /// <summary>The header's rate; 25 where it has none.</summary>
    public double FramesPerSecond { get; private set; } = 25;

    /// <summary>Reads the header, which comes once, before all frames.</summary>
    /// <returns>The size in pixels, both sides even; null when the stream ends before.</returns>
    /// <exception cref="IOException">What came is no such header.</exception>
    public Size? ReadSize()
    {
        if (ReadLine() is not { } header)
        {
            return null;
        }

        var fields = header.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        FramesPerSecond = Rate() is > 0 and < 1000 and var rate ? rate : FramesPerSecond;
        return
            header.StartsWith("YUV4MPEG2 ", StringComparison.Ordinal)
            && Side('W') is { } width
            && Side('H') is { } height
            ? new Size(width, height)
            : throw new IOException("what it sends is no video");

        double? Rate() =>
            Array.Find(fields, field => field[0] == 'F')?[1..].Split(':') is [var count, var seconds]
            && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var pictures)
            && int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                ? pictures / (double)length
                : null;

        int? Side(char key) =>
            Array.Find(fields, field => field[0] == key) is { } field
            && int.TryParse(field.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var side)
            && side is >= 2 and <= LongestSide
            && int.IsEvenInteger(side)
                ? side
                : null;
    }

    /// <summary>Waits for the next frame.</summary>
    /// <param name="planes">Filled: the luma of all pixels, then each chroma of every fourth; 8 bit.</param>
    /// <returns>False when the stream ends before the frame does.</returns>
    /// <exception cref="IOException">What came is no frame of the header's size.</exception>
    public bool TryRead(Span<byte> planes)
    {
        if (ReadLine() is not { } header)
        {
            return false;
        }

        return header.StartsWith("FRAME", StringComparison.Ordinal)
            ? input.ReadAtLeast(planes, planes.Length, throwOnEndOfStream: false) == planes.Length
            : throw new IOException("its pictures have changed their size, or are damaged");
    }

    public void Dispose() => input.Dispose();

    /// <summary>One line of the stream's text, not all of it where it is too long to be a header; null at its end.</summary>
    private string? ReadLine()
    {
        var line = new StringBuilder();
        for (var next = input.ReadByte(); next != '\n' && line.Length <= LongestHeader; next = input.ReadByte())
        {
            if (next < 0)
            {
                return null;
            }

            line.Append((char)next);
        }

        return line.ToString();
    }
}
