using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Vitrine.Vision.Detection;

/// <summary>
/// Reads OpenCV's cascade files (the format that opencv_traincascade writes) into a <see cref="HaarModel"/>.
/// </summary>
internal static class HaarCascadeXml
{
    /// <summary>OpenCV lowers each stage threshold by this much so that rounding in training cannot lose a face.</summary>
    private const float ThresholdSlack = 1e-5f;

    /// <summary>Sums over windows up to this side, times a weight up to 3, stay exact in a float.</summary>
    private const int MaxWindow = 128;

    /// <exception cref="InvalidDataException">The file is missing or holds no cascade this detector can run.</exception>
    public static HaarModel Read(string path)
    {
        if (!File.Exists(path))
        {
            throw Refusal(path, "the file does not exist", "install opencv-data or correct the path");
        }

        try
        {
            var cascade = XDocument.Load(path).Root?.Elements().FirstOrDefault(e => e.Element("stages") is not null);
            return Read(cascade ?? throw NotACascade(path), path);
        }
        catch (XmlException broken)
        {
            throw Refusal(
                path,
                $"it is not XML ({broken.Message})",
                "use one of OpenCV's haarcascade_*.xml files",
                broken
            );
        }
        catch (Exception broken)
            when (broken is FormatException or NullReferenceException or ArgumentException or IndexOutOfRangeException)
        {
            throw Refusal(path, $"a value is missing or malformed ({broken.Message})", "fetch the file again", broken);
        }
    }

    private static HaarModel Read(XElement cascade, string path)
    {
        var kind = (string?)cascade.Element("featureType") ?? throw NotACascade(path);
        if (!string.Equals(kind.Trim(), "HAAR", StringComparison.Ordinal))
        {
            throw Refusal(path, $"its features are {kind.Trim()}, not HAAR", "use a haarcascade_*.xml file");
        }

        var features = Children(cascade, "features").Select(f => ReadFeature(f, path)).ToList();
        var stages = Children(cascade, "stages").Select(s => ReadStage(s, features.Count, path)).ToList();
        int width = (int)cascade.Element("width")!,
            height = (int)cascade.Element("height")!;
        if (stages.Count == 0 || features.Count == 0 || width is < 3 or > MaxWindow || height is < 3 or > MaxWindow)
        {
            throw NotACascade(path);
        }

        if (features.SelectMany(f => f.Rectangles).Any(r => r.X < 0 || r.Y < 0 || r.Right > width || r.Bottom > height))
        {
            throw Refusal(path, "a feature reaches outside the window", "fetch the file again");
        }

        return new HaarModel(width, height, stages, features);
    }

    private static HaarFeature ReadFeature(XElement feature, string path)
    {
        if (
            ((string?)feature.Element("tilted"))?.Trim() is { } tilted
            && !string.Equals(tilted, "0", StringComparison.Ordinal)
        )
        {
            throw Refusal(
                path,
                "it uses tilted features",
                "use an upright cascade such as haarcascade_frontalface_default.xml"
            );
        }

        var rectangles = Children(feature, "rects")
            .Select(e => Numbers(e.Value))
            .Select(n => new HaarRectangle((int)n[0], (int)n[1], (int)n[2], (int)n[3], (float)n[4]))
            .ToList();
        var read = new HaarFeature(rectangles);
        return rectangles.Count == 2 || (rectangles.Count == 3 && HaarCorners.IsChecker(read))
            ? read
            : throw Refusal(
                path,
                "a feature is neither two rectangles nor a 2x2 checkerboard",
                "use one of OpenCV's cascades"
            );
    }

    private static HaarStage ReadStage(XElement stage, int features, string path)
    {
        var threshold = (float)Numbers(stage.Element("stageThreshold")!.Value)[0] - ThresholdSlack;
        return new HaarStage(
            threshold,
            Children(stage, "weakClassifiers").Select(t => ReadTree(t, features, path)).ToList()
        );
    }

    /// <summary>A node is written "left right feature threshold"; a child above 0 is a node, else minus a leaf's index.</summary>
    private static HaarTree ReadTree(XElement tree, int features, string path)
    {
        var nodes = Numbers(tree.Element("internalNodes")!.Value);
        var leaves = Numbers(tree.Element("leafValues")!.Value);
        HaarTest Test(int node) =>
            (int)nodes[(4 * node) + 2] is var f && f >= 0 && f < features
                ? new HaarTest(f, (float)nodes[(4 * node) + 3])
                : throw Refusal(path, $"a tree names feature {f} of {features}", "fetch the file again");
        float Leaf(int node, int side) => (float)leaves[-(int)nodes[(4 * node) + side]];

        if (nodes.Length == 4)
        {
            return new HaarTree(Test(0), Second: null, LeafWhenBelow: true, Leaf(0, 0), Below: 0, Leaf(0, 1));
        }

        var leafWhenBelow = nodes[0] <= 0;
        if (nodes.Length != 8 || (int)nodes[leafWhenBelow ? 1 : 0] != 1)
        {
            throw Refusal(path, "its trees have more than two tests", "use a cascade of stumps or two-level trees");
        }

        return new HaarTree(Test(0), Test(1), leafWhenBelow, Leaf(0, leafWhenBelow ? 0 : 1), Leaf(1, 0), Leaf(1, 1));
    }

    private static IEnumerable<XElement> Children(XElement parent, string name) =>
        parent.Element(name)?.Elements("_") ?? [];

    private static double[] Numbers(string text) =>
        Array.ConvertAll(
            text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
            word => double.Parse(word, CultureInfo.InvariantCulture)
        );

    private static InvalidDataException NotACascade(string path) =>
        Refusal(path, "it holds no cascade in OpenCV's current format", "use one of OpenCV's haarcascade_*.xml files");

    private static InvalidDataException Refusal(string path, string what, string remedy, Exception? cause = null) =>
        new($"Cannot load the face cascade '{path}': {what}; {remedy}.", cause);
}
