using OpenCvSharp;
using Vitrine.Dataflow;
using Vitrine.Vision.Sources;
using Xunit;

namespace Vitrine.Tests.Vision.Sources;

public sealed class FolderSourceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FramePool pool = new();

    [Fact]
    public void Pictures_come_in_the_order_of_their_names_whatever_else_lies_there()
    {
        Picture("2.png", 20);
        Picture("1.JPG", 10);
        Picture("10.bmp", 100);
        folder.Write("readme.txt", "no picture");
        Directory.CreateDirectory(folder["0.png"]);
        using var source = Open();

        var seen = FramePool.ReadAll(
            () => source.Read(CancellationToken.None),
            f => (f.Number, f.Time, Brightness: Math.Round(f.Pixels.Mean().Val0))
        );

        Assert.Equal([10, 20, 100], seen.Select(f => f.Brightness));
        Assert.Equal([0L, 1, 2], seen.Select(f => f.Number));
        Assert.Equal([0, 0.5, 1], seen.Select(f => f.Time.TotalSeconds));
        Assert.Equal(0, pool.Out);
    }

    [Fact]
    public void A_folder_of_folders_alone_is_said_as_such()
    {
        Directory.CreateDirectory(folder["monday"]);

        OneLine.Says(Assert.Throws<IOException>(() => FolderSource.Pictures(folder.Path)).Message, "give one of them");
    }

    [Fact]
    public void From_the_beginning_on_it_is_another_round()
    {
        Picture("1.png", 10);
        Picture("2.png", 20);
        using var source = new FolderSource(folder.Path, loop: true, picturesPerSecond: 2, pool.Counter);

        int[] rounds =
        [
            .. Enumerable
                .Range(0, 5)
                .Select(_ =>
                {
                    using var frame = source.Read(CancellationToken.None)!;
                    return frame.Round;
                }),
        ];

        Assert.Equal([0, 0, 1, 1, 2], rounds);
    }

    [Fact]
    public void A_picture_that_cannot_be_read_is_skipped_and_the_rest_is_read()
    {
        Picture("1.png", 10);
        folder.Write("2.png", "");
        folder.Write("3.jpg", "no picture");
        Picture("4.png", 40);
        using var source = Open();

        Assert.Equal(10, Read(source));
        OneLine.Says(Skipped(source), folder["2.png"], "0 bytes");
        OneLine.Says(Skipped(source), folder["3.jpg"], "10 bytes");
        Assert.Equal(40, Read(source));
        Assert.Null(source.Read(CancellationToken.None));
        Assert.Equal(0, pool.Out);
    }

    [Fact]
    public void A_picture_too_large_for_OpenCV_is_skipped_too()
    {
        folder.Write("1.bmp", BitmapHeader(100_000, 100_000));
        Picture("2.png", 20);
        using var source = Open();

        OneLine.Says(Skipped(source), folder["1.bmp"]);
        Assert.Equal(20, Read(source));
    }

    [Fact]
    public void A_picture_that_is_gone_meanwhile_is_skipped()
    {
        Picture("1.png", 10);
        Picture("2.png", 20);
        using var source = Open();
        File.Delete(folder["1.png"]);

        OneLine.Says(Skipped(source), folder["1.png"], "gone");
        Assert.Equal(20, Read(source));
    }

    [Fact]
    public void A_loop_begins_again()
    {
        Picture("1.png", 10);
        Picture("2.png", 20);
        using var source = Open(loop: true);

        Assert.Equal([10, 20, 10, 20, 10], Enumerable.Range(0, 5).Select(_ => Read(source)));
    }

    [Fact]
    public void A_folder_without_pictures_is_said_to_have_none()
    {
        folder.Write("readme.txt", "no picture");

        OneLine.Says(Assert.Throws<IOException>(() => Open()).Message, folder.Path, ".jpg");
    }

    [Fact]
    public void A_missing_folder_is_an_input_error()
    {
        var missing = Assert.ThrowsAny<IOException>(() => FolderSource.Pictures(folder["nowhere"]));

        OneLine.Says(missing.Message, folder["nowhere"]);
    }

    public void Dispose()
    {
        pool.Dispose();
        folder.Dispose();
    }

    private static string Skipped(FolderSource source) =>
        Assert.Throws<SkipElementException>(() => source.Read(CancellationToken.None)).Message;

    private static double Read(FolderSource source)
    {
        using var frame = source.Read(CancellationToken.None)!;
        return Math.Round(frame.Pixels.Mean().Val0);
    }

    /// <summary>A bitmap's header that promises a picture of that size, without the picture.</summary>
    private static byte[] BitmapHeader(int width, int height)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write("BM"u8);
        writer.Write(1_000);
        writer.Write(0);
        writer.Write(54);
        writer.Write(40);
        writer.Write(width);
        writer.Write(height);
        writer.Write((short)1);
        writer.Write((short)24);
        writer.Write(new byte[24 + 1_000]);
        return bytes.ToArray();
    }

    private FolderSource Open(bool loop = false) => new(folder.Path, loop, picturesPerSecond: 2, pool.Counter);

    private void Picture(string name, int brightness)
    {
        using var picture = new Mat(24, 32, MatType.CV_8UC3, Scalar.All(brightness));
        Cv2.ImWrite(folder[name], picture);
    }
}
