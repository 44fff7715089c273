using Vitrine.Vision.Detection;
using Xunit;

namespace Vitrine.Tests.Vision.Detection;

/// <summary>What is no cascade that can be searched with is refused in one line.</summary>
public sealed class HaarCascadeXmlTests
{
    private const string Folder = "/usr/share/opencv4/haarcascades/";

    [Fact]
    public void A_missing_file_is_named() => AssertRefused("/nowhere/face.xml", "does not exist");

    [Fact]
    public void Tilted_features_are_refused() => AssertRefused(Folder + "haarcascade_fullbody.xml", "tilted");

    [Theory]
    [InlineData("this is no XML", "not XML")]
    [InlineData("<opencv_storage><other/></opencv_storage>", "no cascade")]
    [InlineData("<opencv_storage><cascade><featureType>LBP</featureType><stages/></cascade></opencv_storage>", "LBP")]
    [InlineData(
        "<opencv_storage><cascade><featureType>HAAR</featureType><width>24</width><height>24</height><stages/></cascade></opencv_storage>",
        "no cascade"
    )]
    [InlineData(
        "<opencv_storage><cascade><featureType>HAAR</featureType><features><_><rects><_>1 2 x</_></rects></_></features><stages/></cascade></opencv_storage>",
        "malformed"
    )]
    public void A_file_that_is_no_such_cascade_is_refused(string text, string reason) =>
        AssertTextRefused(text, reason);

    [Fact]
    public void Deeper_trees_are_refused() =>
        AssertTextRefused(
            """
            <opencv_storage><cascade><featureType>HAAR</featureType><width>24</width><height>24</height>
            <stages><_><stageThreshold>0</stageThreshold><weakClassifiers><_>
            <internalNodes>1 0 0 0.1 2 -1 0 0.2 -2 -3 0 0.3</internalNodes><leafValues>0 1 2 3</leafValues></_></weakClassifiers></_></stages>
            <features><_><rects><_>0 0 4 4 -1</_><_>0 0 2 4 2</_></rects></_></features></cascade></opencv_storage>
            """,
            "two tests"
        );

    private static void AssertTextRefused(string text, string reason)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllText(path, text);
        try
        {
            AssertRefused(path, reason);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void AssertRefused(string path, string reason)
    {
        var refusal = Assert.Throws<InvalidDataException>(() => HaarCascade.Load(path));
        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }
}
