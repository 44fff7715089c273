using Vitrine.Training.Data;
using Vitrine.Training.Preparation;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Preparation;

public sealed class AdienceTests : IDisposable
{
    private const string Header =
        "user_id\toriginal_image\tface_id\tage\tgender\tx\ty\tdx\tdy\ttilt_ang\tfiducial_yaw_angle\tfiducial_score\n";

    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("(0, 2)", null, 0, null, null)]
    [InlineData("(8, 12)", null, 2, null, null)]
    [InlineData("(60, 100)", null, 7, null, null)]
    [InlineData("(38, 42)", null, 5, "variant-label", null)]
    [InlineData("(27, 32)", null, 4, "variant-label", null)]
    [InlineData("(25, 23)", null, 4, "variant-label", null)]
    [InlineData("(38, 48)", null, null, null, "variant-label")]
    [InlineData("(8, 23)", null, null, null, "variant-label")]
    [InlineData("(1, 99)", null, null, null, "variant-label")]
    [InlineData("13", 13, 2, "single-age", null)]
    [InlineData("35", 35, null, null, null)]
    [InlineData("None", null, null, null, null)]
    [InlineData("", null, null, null, null)]
    [InlineData("old", null, null, null, "misspelt-label")]
    [InlineData("-3", null, null, null, "misspelt-label")]
    public void An_age_label_is_read_repaired_or_refused(
        string text,
        int? years,
        int? group,
        string? repaired,
        string? fault
    ) => Assert.Equal(new AdienceAge(years, group, repaired, fault), AdienceAge.Of(text));

    [Fact]
    public void A_row_becomes_a_face_of_its_user_in_its_fold()
    {
        WriteFolds("u@1\ta b.jpg\t7\t13\tf\t1\t2\t3\t4\t0\t0\t0\n");

        var data = Adience.Read(folder.Path);

        Assert.False(data.HasPictures);
        Assert.Equal(
            new LabelledFace
            {
                File = "faces/u@1/coarse_tilt_aligned_face.7.a b.jpg",
                Age = 13,
                Group = 2,
                Gender = 0,
                Subject = "u@1",
            },
            data.Points[0].Face
        );
        Assert.Equal((0, "fold_0_data.txt, line 2"), (data.Points[0].Fold, data.Points[0].Origin));
        Assert.Equal([0, 1, 2, 3, 4], data.Points.Select(point => point.Fold));
    }

    [Fact]
    public void Pictures_are_taken_from_aligned_where_there_are_no_faces()
    {
        WriteFolds("u\ta.jpg\t7\t(0, 2)\tu\n");
        Directory.CreateDirectory(folder["aligned"]);

        var data = Adience.Read(folder.Path);

        Assert.True(data.HasPictures);
        Assert.Equal("aligned/u/landmark_aligned_face.7.a.jpg", data.Points[0].Face!.File);
        Assert.Null(data.Points[0].Face!.Gender);
    }

    [Theory]
    [InlineData("u\ta.jpg\t7\n", "missing-field")]
    [InlineData("u\t\t7\t(0, 2)\tf\n", "missing-field")]
    [InlineData("u\ta.jpg\t7\t(0, 2)\tx\n", "misspelt-label")]
    public void A_faulty_row_is_dropped_for_its_reason(string row, string reason)
    {
        WriteFolds(row);

        Assert.Equal(reason, Adience.Read(folder.Path).Points[0].Dropped);
    }

    [Fact]
    public void A_missing_or_foreign_label_file_is_named()
    {
        WriteFolds("");
        folder.Write("fold_2_data.txt", "something\nelse\n");
        OneLine.Says(Assert.Throws<BadInputException>(() => Adience.Read(folder.Path)).Message, "fold_2_data.txt");

        File.Delete(folder["fold_1_data.txt"]);
        OneLine.Says(Assert.Throws<BadInputException>(() => Adience.Read(folder.Path)).Message, "no fold_1_data.txt");
    }

    [Fact]
    public void The_real_label_files_are_accounted_for()
    {
        var data = Adience.Read(SharedData.PathOrSkip("data/adience-folds"));
        var prepared = DataPreparation.Decide(data, new PreparationOptions { Folds = true });
        var (report, found) = (prepared.Report, prepared.Report.Found!);

        Assert.Equal((19487, 17742), (report.Rows, report.Kept));
        Assert.Equal(753, found["age"]["None"].Values.Sum());
        Assert.Equal(713, found["age"]["None"]["no-label"]);
        Assert.Equal(1100, found["gender"]["u"].Values.Sum());
        Assert.All(found.Values, column => Assert.Equal(19487, column.Values.Sum(label => label.Values.Sum())));
        Assert.Equal(17742, PreparedFolder.FoldNames.Sum(name => report.Lists[name].Faces));
        var lists = PreparedData.ListNames.Select(name =>
            prepared.Lists[name].Select(face => face.Subject).ToHashSet()
        );
        Assert.Equal(164, lists.Sum(subjects => subjects.Count));
        Assert.All(
            PreparedData.ListNames.Zip(DataSplit.Shares),
            list =>
                Assert.InRange(
                    report.Lists[list.First].Faces / 17742.0,
                    (list.Second - 2) / 100.0,
                    (list.Second + 2) / 100.0
                )
        );
    }

    public void Dispose() => folder.Dispose();

    private void WriteFolds(string firstRow)
    {
        for (var fold = 0; fold < Adience.Folds; fold++)
        {
            var row = fold == 0 ? firstRow : $"u{fold}\ta.jpg\t{fold}\t(4, 6)\tm\n";
            folder.Write($"fold_{fold}_data.txt", Header + row);
        }
    }
}
