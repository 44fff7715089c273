using Vitrine.Training.Data;
using Vitrine.Training.Preparation;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Preparation;

public sealed class UtkFaceTests
{
    [Fact]
    public void A_name_tells_age_and_gender_where_0_is_male()
    {
        const string Name = "part1/35_0_2_20170116174525125.jpg.chip.jpg";

        Assert.Equal(
            new LabelledFace
            {
                File = Name,
                Age = 35,
                Gender = 1,
            },
            UtkFace.PointOf(Name).Face
        );
        Assert.Equal(
            new LabelledFace
            {
                File = "1_1_0_20170116174525125.jpg",
                Age = 1,
                Group = 0,
                Gender = 0,
            },
            UtkFace.PointOf("1_1_0_20170116174525125.jpg").Face
        );
    }

    [Theory]
    [InlineData("39_1_20170116174525125.jpg.chip.jpg", "missing-field")]
    [InlineData("53__0_20170116184028385.jpg", "missing-field")]
    [InlineData("a_b/39_1_20170116174525125.jpg", "missing-field")]
    [InlineData("readme.txt", "missing-field")]
    [InlineData("14_0_0_2017011022340900.jpg.chip.jpg", "misspelt-name")]
    [InlineData("28_1_2_201701161846515488.jpg.chip.jpg", "misspelt-name")]
    [InlineData("24_0_1_20170116220224657 .jpg.chip.jpg", "misspelt-name")]
    [InlineData("44_1_4_20170116235150272.pg.chip.jpg", "misspelt-name")]
    [InlineData("44_2_4_20170116235150272.jpg.chip.jpg", "misspelt-name")]
    [InlineData("121_1_4_20170116235150272.jpg.chip.jpg", "misspelt-name")]
    [InlineData("-4_1_4_20170116235150272.jpg.chip.jpg", "misspelt-name")]
    [InlineData("٣_1_4_20170116235150272.jpg.chip.jpg", "misspelt-name")]
    public void A_faulty_name_is_dropped_for_its_reason(string name, string reason)
    {
        var point = UtkFace.PointOf(name);

        Assert.Equal((reason, null, name), (point.Dropped, point.Face, point.Origin));
    }

    [Fact]
    public void A_folder_without_files_is_refused()
    {
        using var folder = new TemporaryFolder();

        OneLine.Says(Assert.Throws<BadInputException>(() => UtkFace.Read(folder.Path)).Message, folder.Path, "no file");
        OneLine.Says(
            Assert.Throws<BadInputException>(() => UtkFace.Read(folder["none"])).Message,
            folder["none"],
            "not there"
        );
    }

    [Fact]
    public void The_real_data_set_is_accounted_for()
    {
        var data = UtkFace.Read(SharedData.PathOrSkip("data/utkface"));
        var report = DataPreparation
            .Prepare(data, new PreparationOptions(), (_, _) => { }, TestContext.Current.CancellationToken)
            .Report;

        Assert.Equal((17464, 224, 151), (report.Rows, report.Twins.Disagreeing, report.Twins.Agreeing));
        Assert.Equal(
            new Dictionary<string, int>
            {
                ["age-between-groups"] = 585,
                ["twins-disagree"] = 458,
                ["missing-field"] = 3,
                ["misspelt-name"] = 3,
            },
            report.Dropped
        );
        Assert.Equal(16415, report.Kept);
    }
}
