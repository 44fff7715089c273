using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Wire;

public sealed class ContentFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ContentFolder content;

    public ContentFolderTests() => content = new ContentFolder(folder["content"]);

    [Fact]
    public void A_file_is_found_by_its_hash_and_read_in_pieces()
    {
        var artefact = content.Put(folder.Write("model", "0123456789"), "the/model");

        Assert.Equal(("the/model", 10), (artefact.Name, artefact.Bytes));
        Assert.Equal("0123456789", File.ReadAllText(content.Find(artefact.Sha256)));
        Assert.Equal("3456"u8.ToArray(), content.Read(artefact, 3, 4).ToArray());
        Assert.Equal("89"u8.ToArray(), content.Read(artefact, 8, 4).ToArray());
        Assert.Empty(content.Read(artefact, 10, 4).ToArray());
        Assert.Single(Directory.GetFiles(folder["content"]));
    }

    [Fact]
    public void The_same_content_is_there_once()
    {
        var one = content.Put(folder.Write("one", "same"), "one");
        var two = content.Put(folder.Write("two", "same"), "two");

        Assert.Equal(one.Sha256, two.Sha256);
        Assert.Single(Directory.GetFiles(folder["content"]));
    }

    [Fact]
    public void One_that_is_damaged_or_missing_is_one_line()
    {
        var artefact = content.Put(folder.Write("model", "0123456789"), "model");
        File.WriteAllText(Path.Combine(folder["content"], artefact.Sha256), "01234x6789");

        OneLine.Says(Refused(() => content.Find(artefact.Sha256)), artefact.Sha256, "is damaged");
        OneLine.Says(Refused(() => content.Read(artefact, 0, 4)), artefact.Sha256, "is damaged");
        content.Remove(artefact.Sha256);
        OneLine.Says(Refused(() => content.Find(artefact.Sha256)), artefact.Sha256, "cannot be read");
        OneLine.Says(Refused(() => content.Read(artefact, 4, 4)), artefact.Sha256, "cannot be read");
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("")]
    public void A_name_that_is_no_hash_leads_nowhere(string hash) =>
        OneLine.Says(Refused(() => content.Find(hash)), "is no SHA-256");

    [Theory]
    [InlineData(-1)]
    [InlineData(5)]
    public void A_place_that_is_not_there_is_one_line(long offset)
    {
        var artefact = content.Put(folder.Write("model", "0123"), "model");

        OneLine.Says(Refused(() => content.Read(artefact, offset, 4)), "'model' has 4 bytes", $"{offset}");
    }

    public void Dispose() => folder.Dispose();

    private static string Refused(Action act) => Assert.Throws<BadInputException>(act).Message;
}
