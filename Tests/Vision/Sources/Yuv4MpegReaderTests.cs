using System.Text;
using OpenCvSharp;
using Vitrine.Vision.Sources;
using Xunit;

namespace Vitrine.Tests.Vision.Sources;

public sealed class Yuv4MpegReaderTests
{
    [Theory]
    [InlineData("YUV4MPEG2 W64 H48 F25:1 Ip A0:0 C420mpeg2", 64, 48)]
    [InlineData("YUV4MPEG2  C420  H2  W16384", 16384, 2)]
    public void The_header_tells_the_size(string header, int width, int height) =>
        Assert.Equal(new Size(width, height), Read(header + "\n").ReadSize());

    [Theory]
    [InlineData("HTTP/1.1 200 OK\n")]
    [InlineData("\n")]
    [InlineData("YUV4MPEG2 W64\n")]
    [InlineData("YUV4MPEG2 W64 Hx\n")]
    [InlineData("YUV4MPEG2 W H\n")]
    [InlineData("YUV4MPEG2 W63 H48\n")]
    [InlineData("YUV4MPEG2 W0 H0\n")]
    [InlineData("YUV4MPEG2 W64 H-48\n")]
    [InlineData("YUV4MPEG2 W999999998 H999999998\n")]
    public void What_is_no_header_is_said(string text) =>
        OneLine.Says(Assert.Throws<IOException>(() => Read(text).ReadSize()).Message, "no video");

    [Fact]
    public void No_line_is_read_for_ever()
    {
        using var endless = new MemoryStream(new byte[1 << 20]);
        using var reader = new Yuv4MpegReader(endless);

        Assert.Throws<IOException>(() => reader.ReadSize());

        Assert.InRange(endless.Position, 1, 1 << 16);
    }

    [Theory]
    [InlineData("")]
    [InlineData("YUV4MPEG2 W64 H48")]
    public void A_stream_that_ends_before_its_header_has_no_size(string text) => Assert.Null(Read(text).ReadSize());

    [Fact]
    public void Frames_come_one_after_the_other_until_the_end()
    {
        using var reader = Read("FRAME\nabcFRAME Ip\ndef");
        var planes = new byte[3];

        Assert.True(reader.TryRead(planes));
        Assert.Equal("abc"u8, planes);
        Assert.True(reader.TryRead(planes));
        Assert.Equal("def"u8, planes);
        Assert.False(reader.TryRead(planes));
    }

    [Theory]
    [InlineData("FRA")]
    [InlineData("FRAME\n")]
    [InlineData("FRAME\nab")]
    public void A_frame_that_is_cut_off_is_none(string text) => Assert.False(Read(text).TryRead(new byte[3]));

    [Theory]
    [InlineData("FRAME\nabcdeFRAME\nabcde")]
    [InlineData("FRAME\naFRAME\naFRAME\naFRAME\naFRAME\na")]
    public void Frames_of_another_size_are_said(string text)
    {
        using var reader = Read(text);
        reader.TryRead(new byte[3]);

        OneLine.Says(Assert.Throws<IOException>(() => reader.TryRead(new byte[3])).Message, "changed their size");
    }

    private static Yuv4MpegReader Read(string text) => new(new MemoryStream(Encoding.ASCII.GetBytes(text)));
}
