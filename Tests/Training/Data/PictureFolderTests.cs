using Vitrine.Training.Data;
using Xunit;

namespace Vitrine.Tests.Training.Data;

public sealed class PictureFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string images;

    public PictureFolderTests()
    {
        images = Directory.CreateDirectory(folder["images"]).FullName;
        Directory.CreateDirectory(folder["images/sub"]);
        Directory.CreateDirectory(folder["images-2"]);
        foreach (var name in new[] { "secret.jpg", "images/a.jpg", "images/sub/b.jpg", "images-2/c.jpg" })
        {
            folder.Write(name, "");
        }
    }

    [Theory]
    [InlineData("a.jpg", true)]
    [InlineData("sub/b.jpg", true)]
    [InlineData("sub/../a.jpg", true)]
    [InlineData("../images/a.jpg", true)]
    [InlineData("../secret.jpg", false)]
    [InlineData("../images-2/c.jpg", false)]
    [InlineData("/etc/passwd", false)]
    [InlineData("sub", false)]
    [InlineData("none.jpg", false)]
    [InlineData("a.jpg\0", false)]
    [InlineData("", false)]
    public void A_picture_is_one_that_lies_in_it(string file, bool isThere) =>
        Assert.Equal(isThere, new PictureFolder(images).Find(file) is not null);

    [Fact]
    public void A_link_that_leads_out_of_it_names_no_picture_and_one_within_does()
    {
        File.CreateSymbolicLink(folder["images/out.jpg"], folder["secret.jpg"]);
        Directory.CreateSymbolicLink(folder["images/up"], folder.Path);
        File.CreateSymbolicLink(folder["images/in.jpg"], folder["images/sub/b.jpg"]);
        Directory.CreateSymbolicLink(folder["linked"], images);

        var pictures = new PictureFolder(folder["linked"]);

        Assert.Null(pictures.Find("out.jpg"));
        Assert.Null(pictures.Find("up/secret.jpg"));
        Assert.Equal(folder["images/sub/b.jpg"], pictures.Find("in.jpg"));
        Assert.Equal(folder["images/a.jpg"], pictures.Find("a.jpg"));
    }

    public void Dispose() => folder.Dispose();
}
