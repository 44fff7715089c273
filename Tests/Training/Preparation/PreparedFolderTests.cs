using Vitrine.Training.Data;
using Vitrine.Training.Preparation;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Preparation;

public sealed class PreparedFolderTests : IDisposable
{
    private const int Faces = 20;
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void What_is_written_is_read_back()
    {
        var written = Write(seed: 4);

        var read = PreparedData.Read(folder["out"]);

        Assert.Equal(("drawn", folder["images"], 4), (read.Name, read.Images, read.Seed));
        Assert.Equal(written.Report.Hash, read.Hash);
        Assert.Equal(
            PreparedData.ListNames.Select(name => written.Lists[name]),
            [read.Train, read.Validation, read.Test]
        );
    }

    [Fact]
    public void A_second_run_leaves_nothing_of_the_first()
    {
        Write(seed: 1, folds: true);
        Assert.All(PreparedFolder.FoldNames, name => Assert.True(File.Exists(Path.Combine(folder["out"], name))));

        Write(seed: 2);

        Assert.Equal(
            ["dropped.csv", "report.json", "test.csv", "train.csv", "val.csv"],
            Directory.EnumerateFiles(folder["out"]).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
        Assert.Equal(2, PreparedData.Read(folder["out"]).Seed);
    }

    [Fact]
    public void Lists_of_two_runs_are_refused()
    {
        Write(seed: 1);
        var old = File.ReadAllText(folder["out/val.csv"]);
        Write(seed: 2);
        folder.Write("out/val.csv", old);

        OneLine.Says(Assert.Throws<BadInputException>(ReadOut).Message, "val.csv", "run ./vitrine prepare again");
    }

    [Fact]
    public void Dropped_points_are_listed_with_their_reasons()
    {
        Write(seed: 1);

        Assert.Equal("origin,reason\n\"no, label\",no-label\n", File.ReadAllText(folder["out/dropped.csv"]));
    }

    [Fact]
    public void Lists_written_by_hand_need_no_report()
    {
        folder.Write("a.jpg", "");
        foreach (var name in PreparedData.ListNames)
        {
            folder.Write(name, "file,age\na.jpg,30\n");
        }

        var read = PreparedData.Read(folder.Path);

        Assert.Equal((folder.Path, 0), (read.Images, read.Seed));
        folder.Write("val.csv", "file,age\na.jpg,31\n");
        Assert.NotEqual(read.Hash, PreparedData.Read(folder.Path).Hash);
    }

    [Theory]
    [InlineData("out", "out", "is not there")]
    [InlineData("out/test.csv", "test.csv", "is not there")]
    [InlineData("images", "images", "is not there")]
    [InlineData("images/f3", "f3", "1 of")]
    public void Whatever_is_missing_is_named(string gone, params string[] words)
    {
        Write(seed: 1);
        if (Directory.Exists(folder[gone]))
        {
            Directory.Delete(folder[gone], recursive: true);
        }

        File.Delete(folder[gone]);

        OneLine.Says(Assert.Throws<BadInputException>(ReadOut).Message, words);
    }

    [Fact]
    public void A_report_that_is_none_is_refused()
    {
        Write(seed: 1);
        folder.Write("out/report.json", "{}");

        OneLine.Says(Assert.Throws<BadInputException>(ReadOut).Message, "report.json", "run ./vitrine prepare again");
    }

    [Theory]
    [InlineData("images")]
    [InlineData("images/lists")]
    [InlineData("elsewhere/../images/lists")]
    [InlineData("link/lists")]
    public void Lists_are_not_written_among_the_pictures(string place)
    {
        Directory.CreateDirectory(folder["images"]);
        Directory.CreateSymbolicLink(folder["link"], folder["images"]);

        OneLine.Says(
            Assert.Throws<BadInputException>(() => PreparedFolder.Require(folder[place], folder["images"])).Message,
            "--out"
        );
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder["images"]));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        folder.Write("file", "");

        OneLine.Says(
            Assert
                .Throws<BadInputException>(() => PreparedFolder.Require(folder["file/out"], folder["images"]))
                .Message,
            folder["file/out"]
        );
    }

    public void Dispose() => folder.Dispose();

    private PreparedData ReadOut() => PreparedData.Read(folder["out"]);

    private PreparedLists Write(int seed, bool folds = false)
    {
        Directory.CreateDirectory(folder["images"]);
        var points = Enumerable
            .Range(0, Faces)
            .Select(i => Points.Of($"f{i}", $"c{i}", 30, 0) with { Fold = i % Adience.Folds })
            .Append(Points.Of("no, label", "x", null, null));
        var data = Points.DataOf([.. points]) with { Images = folder["images"] };
        var prepared = DataPreparation.Decide(data, new PreparationOptions { Seed = seed, Folds = folds });
        foreach (var face in prepared.Lists.Values.SelectMany(list => list))
        {
            folder.Write($"images/{face.File}", "");
        }

        PreparedFolder.Require(folder["out"], folder["images"]);
        PreparedFolder.Write(folder["out"], prepared);
        return prepared;
    }
}
