using OpenCvSharp;
using Vitrine.Models;
using Vitrine.Training.Examples;
using Vitrine.Vision;
using Vitrine.Vision.Attributes;
using Vitrine.Vision.Detection;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Examples;

public sealed class FaceReaderTests : IDisposable
{
    private const int Side = 32;
    private static readonly Box Face = new(30, 20, 40, 40);
    private static readonly Change None = Change.Draw(Augmentation.None, new Random(1));

    private static readonly ModelInput Input = new()
    {
        Name = "input",
        Width = Side,
        Height = Side,
        CropMargin = 1.25,
        Scale = 1 / 127.5,
        Mean = [127.5, 127.5, 127.5],
    };

    private readonly TemporaryFolder folder = new();
    private readonly Mat picture = new(90, 100, MatType.CV_8UC3);
    private readonly FaceReader reader = new(Input);
    private readonly string path;

    public FaceReaderTests()
    {
        Cv2.SetTheRNG(7);
        Cv2.Randu(picture, Scalar.All(0), Scalar.All(256));
        Cv2.GaussianBlur(picture, picture, default, sigmaX: 3);
        Cv2.Normalize(picture, picture, alpha: 0, beta: 255, NormTypes.MinMax);
        path = folder["noise.png"];
        picture.SaveImage(path);
    }

    [Fact]
    public void Unchanged_its_values_are_the_edges_own()
    {
        using var preprocessor = new FacePreprocessor(Input);
        var wanted = new float[preprocessor.Length];
        preprocessor.Fill(picture, Face, wanted);

        Assert.Equal(reader.Length, wanted.Length);
        Assert.Equal(wanted, Values(change: null));
        Assert.Equal(wanted, Values(None));
    }

    [Fact]
    public void Mirrored_each_row_runs_backwards()
    {
        var straight = Values(change: null);
        var mirrored = Values(None with { Mirrored = true });

        var backwards = straight.Chunk(Side).SelectMany(row => row.Reverse());
        // Rounded to whole pixel values on the way.
        Assert.All(mirrored.Zip(backwards), pair => Assert.Equal(pair.First, pair.Second, 2 / 127.5));
        Assert.True(mirrored.Zip(straight, (one, other) => Math.Abs(one - other)).Average() > 0.1);
    }

    [Fact]
    public void Erasing_touches_its_rectangle_alone()
    {
        var kept = Values(change: null);
        // Columns 8 to 23, rows 4 to 7.
        var erased = Values(None with { Erased = new Box(0.25f, 0.125f, 0.5f, 0.125f) });

        for (var at = 0; at < kept.Length; at++)
        {
            var (row, column) = (at / Side % Side, at % Side);
            var isErased = row is >= 4 and < 8 && column is >= 8 and < 24;
            Assert.Equal(isErased ? 0 : kept[at], erased[at]);
        }
    }

    [Fact]
    public void Any_rectangle_that_is_drawn_can_be_erased()
    {
        var random = new Random(2);
        for (var i = 0; i < 50; i++)
        {
            var values = Values(Change.Draw(new Augmentation { Erasing = 1 }, random));
            Assert.InRange(values.Count(value => value == 0), 0.01 * values.Length, 0.21 * values.Length);
        }
    }

    [Fact]
    public void Colours_stay_within_white_and_black()
    {
        Assert.All(Values(None with { Brightness = 2 }), value => Assert.Equal(1, value, 1e-5));
        Assert.All(Values(None with { Brightness = -2 }), value => Assert.Equal(-1, value, 1e-5));
    }

    [Fact]
    public void A_picture_that_is_missing_broken_or_elsewhere_is_one_clear_line()
    {
        OneLine.Says(Refused(folder["none.png"], Face), folder["none.png"], "is not there");
        OneLine.Says(Refused(folder.Write("text.png", "no picture"), Face), "text.png", "cannot be decoded");
        OneLine.Says(Refused(path, new Box(500, 500, 20, 20)), path, "100 x 90 pixels");
    }

    [Fact]
    public void A_picture_larger_than_OpenCV_takes_is_one_clear_line()
    {
        // A BMP's head: 1,000,000 x 1,000,000 pixels of 24 bits.
        byte[] head =
        [
            .. "BM"u8,
            .. new byte[8],
            54,
            0,
            0,
            0,
            40,
            0,
            0,
            0,
            .. BitConverter.GetBytes(1_000_000),
            .. BitConverter.GetBytes(1_000_000),
            1,
            0,
            24,
            0,
            .. new byte[24],
        ];

        OneLine.Says(Refused(folder.Write("huge.bmp", head), Face), "huge.bmp", "cannot be decoded");
    }

    public void Dispose()
    {
        reader.Dispose();
        picture.Dispose();
        folder.Dispose();
    }

    private float[] Values(Change? change)
    {
        var values = new float[reader.Length];
        reader.Fill(path, new FaceDetection(Face, 1), change, values);
        return values;
    }

    private string Refused(string file, Box face) =>
        Assert
            .Throws<BadInputException>(() =>
                reader.Fill(file, new FaceDetection(face, 1), change: null, new float[reader.Length])
            )
            .Message;
}
