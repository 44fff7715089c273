using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training;

public sealed class WholeFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_write_that_breaks_off_leaves_what_was_there_and_nothing_beside()
    {
        var file = folder.Write("result.json", "old");

        Assert.Throws<IOException>(() =>
            WholeFile.Write(
                file,
                beside =>
                {
                    beside.Write("ne"u8);
                    throw new IOException("full");
                }
            )
        );

        Assert.Equal("old", File.ReadAllText(file));
        Assert.Equal([file], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Of_several_files_none_takes_its_place_where_one_cannot_be_written()
    {
        var file = folder.Write("a", "old");
        // Whatever is written to this device, the disk is full.
        File.CreateSymbolicLink(folder["b.part"], "/dev/full");

        Assert.Throws<IOException>(() => WholeFile.WriteAll([(file, "new"u8.ToArray()), (folder["b"], new byte[99])]));

        Assert.Equal("old", File.ReadAllText(file));
        Assert.Equal([file], Directory.GetFileSystemEntries(folder.Path));
        WholeFile.WriteAll([(file, "new"u8.ToArray()), (folder["b"], "b"u8.ToArray())]);
        Assert.Equal(["new", "b"], Directory.GetFiles(folder.Path).Order().Select(File.ReadAllText));
    }

    [Fact]
    public void Where_there_is_no_folder_it_says_so() =>
        Assert.Throws<DirectoryNotFoundException>(() => WholeFile.Write(folder["nowhere/result.json"], "new"));

    [Fact]
    public void A_whole_write_takes_the_place_of_the_old_and_leaves_nothing_beside()
    {
        var file = folder.Write("result.json", "old");

        WholeFile.Write(file, "new");

        Assert.Equal("new", File.ReadAllText(file));
        Assert.Equal([file], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void To_ask_whether_a_file_can_be_written_changes_nothing()
    {
        var file = folder.Write("result.json", "old");

        WholeFile.MustBeWritable("--json", file);
        WholeFile.MustBeWritable("--json", folder["new.json"]);
        WholeFile.MustBeWritable("--json", path: null);

        Assert.Equal("old", File.ReadAllText(file));
        Assert.Equal([file], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_folder_a_device_or_a_file_in_no_folder_cannot_be_written()
    {
        OneLine.Says(Refused("/dev/stdout"), "--json", "/dev/stdout", "device");
        OneLine.Says(Refused(folder.Path), "--json", folder.Path, "folder");
        OneLine.Says(Refused(folder["nowhere/result.json"]), "--json", "nowhere/result.json");
    }

    [Fact]
    public void A_result_may_not_take_the_place_of_what_it_is_made_from_not_even_by_a_link()
    {
        var list = folder.Write("list.csv", "file");
        File.CreateSymbolicLink(folder["link"], list);

        var refused = Assert.Throws<BadInputException>(() =>
            WholeFile.MustNotOverwrite("--json", folder["link"], [list])
        );

        OneLine.Says(refused.Message, "--json", "link", "overwrite");
        WholeFile.MustNotOverwrite("--json", folder["other"], [list]);
    }

    public void Dispose() => folder.Dispose();

    private static string Refused(string path) =>
        Assert.Throws<BadInputException>(() => WholeFile.MustBeWritable("--json", path)).Message;
}
