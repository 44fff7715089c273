using Vitrine.Windows.Log;
using Xunit;

namespace Vitrine.Tests.Windows.Log;

public sealed class DataFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void It_is_made_where_it_is_missing()
    {
        using var data = new DataFolder(folder["a/b"]);

        data.Take();

        Assert.True(Directory.Exists(folder["a/b"]));
    }

    [Fact]
    public void Whoever_comes_second_is_told_so_in_one_line()
    {
        using var first = new DataFolder(folder.Path);
        using var second = new DataFolder(folder.Path);
        first.Take();
        first.Take();

        var refused = Assert.Throws<DataFolderTakenException>(second.Take);

        OneLine.Says(refused.Message, folder.Path, "--data");
    }

    [Fact]
    public void It_can_be_taken_once_the_first_has_let_go()
    {
        using var second = new DataFolder(folder.Path);
        using (var first = new DataFolder(folder.Path))
        {
            first.Take();
        }

        second.Take();
    }

    public void Dispose() => folder.Dispose();
}
