using OpenCvSharp;
using Vitrine.Training.Detector;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Detector;

public sealed class FacePreparationTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Every_picture_is_on_one_list_or_counted_as_dropped()
    {
        DrawnFacePictures.Draw(folder["faces"], 40);
        using (var odd = new Mat(30, 30, MatType.CV_8UC3))
        {
            Cv2.ImWrite(Path.Combine(folder["faces"], "not-listed.png"), odd);
        }

        var report = Prepare();

        Assert.Equal((41, 40), (report.Rows, report.Kept));
        Assert.Equal(1, report.Dropped["not listed"]);
        var data = FaceData.Read(folder["out"]);
        Assert.Equal(
            40,
            data.Train.Concat(data.Validation).Concat(data.Test).Select(picture => picture.File).Distinct().Count()
        );
        Assert.True(data.Train.Count > data.Test.Count);
    }

    [Fact]
    public void Pictures_of_one_subject_are_on_one_side()
    {
        DrawnFacePictures.Draw(folder["faces"], 40);
        File.WriteAllLines(
            Path.Combine(folder["faces"], "labels.csv"),
            ["file,gender,subject", .. Enumerable.Range(0, 40).Select(number => $"{number:00}.png,female,{number / 4}")]
        );

        Prepare();

        var data = FaceData.Read(folder["out"]);
        var sides = new[] { data.Train, data.Validation, data.Test }.Select(side =>
            side.Select(picture => int.Parse(Path.GetFileNameWithoutExtension(picture.File), null) / 4).ToHashSet()
        );
        Assert.Equal(10, sides.Sum(side => side.Count));
    }

    [Fact]
    public void A_data_set_without_faces_needs_no_list()
    {
        DrawnFacePictures.Draw(folder["faces"], 30);
        File.Delete(Path.Combine(folder["faces"], "boxes.csv"));

        Prepare(hasNoFaces: true);

        Assert.All(FaceData.Read(folder["out"]).Train, picture => Assert.Empty(picture.Faces));
    }

    [Fact]
    public void Where_nothing_says_where_the_faces_are_it_is_one_line()
    {
        DrawnFacePictures.Draw(folder["faces"], 3);
        File.Delete(Path.Combine(folder["faces"], "boxes.csv"));

        OneLine.Says(Assert.Throws<BadInputException>(() => Prepare()).Message, "boxes.csv", "--teacher", "--no-faces");
    }

    [Fact]
    public void A_list_that_was_changed_since_is_refused()
    {
        DrawnFacePictures.Draw(folder["faces"], 30);
        Prepare();
        File.AppendAllText(Path.Combine(folder["out"], "train.csv"), "00.png,1,1,9,9,,,,,,,,,,\n");

        OneLine.Says(
            Assert.Throws<BadInputException>(() => FaceData.Read(folder["out"])).Message,
            "train.csv",
            "prepare"
        );
    }

    [Fact]
    public void Of_recordings_frames_become_pictures()
    {
        Directory.CreateDirectory(folder["clips"]);
        using (
            var writer = new VideoWriter(Path.Combine(folder["clips"], "walk.avi"), FourCC.MJPG, 12, new Size(64, 48))
        )
        {
            using var frame = new Mat(48, 64, MatType.CV_8UC3, Scalar.All(90));
            for (var number = 0; number < 600; number++)
            {
                writer.Write(frame);
            }
        }

        var report = new FacePreparation(folder["clips"], folder["out"], seed: 1).Prepare(
            teacher: null,
            hasNoFaces: true,
            (_, _) => { },
            CancellationToken.None
        );

        Assert.Equal(50, report.Kept);
        Assert.Empty(Directory.GetFiles(folder["clips"], "*.jpg"));
    }

    [Fact]
    public void Pictures_that_Vitrine_draws_need_no_data()
    {
        var report = new FacePreparation("synthetic", folder["drawn"], seed: 0).Prepare(
            teacher: null,
            hasNoFaces: false,
            (_, _) => { },
            CancellationToken.None
        );

        Assert.True(report.Kept > 300);
        var pictures = FaceData.Read(folder["drawn"]).Train;
        Assert.True(pictures.Count(picture => picture.Faces.Count > 0) > 200);
        using var first = new Mat(pictures[0].File);
        Assert.Equal(new Size(640, 360), first.Size());
    }

    public void Dispose() => folder.Dispose();

    private Vitrine.Training.Data.PreparationReport Prepare(bool hasNoFaces = false) =>
        new FacePreparation(folder["faces"], folder["out"], seed: 0).Prepare(
            teacher: null,
            hasNoFaces,
            (_, _) => { },
            CancellationToken.None
        );
}
