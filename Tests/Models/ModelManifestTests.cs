using System.Text.Json.Nodes;
using Vitrine.Models;
using Vitrine.Tests.Vision.Attributes;
using Xunit;

namespace Vitrine.Tests.Models;

public sealed class ModelManifestTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_good_manifest_is_read_with_its_defaults()
    {
        var manifest = Read(_ => { });

        Assert.Equal(("age", 3), (manifest.Task, manifest.Version));
        Assert.Equal(Demography.AgeGroups, manifest.Labels);
        Assert.Equal((16, 16, 1.25), (manifest.Input.Width, manifest.Input.Height, manifest.Input.CropMargin));
        Assert.Equal(("NCHW", "RGB"), (manifest.Input.Layout, manifest.Input.Colour));
    }

    [Fact]
    public void Any_attribute_may_have_a_model()
    {
        var manifest = Read(json =>
        {
            (json["task"], json["labels"]) = ("mood", new JsonArray("low", "fair", "high"));
            (json["ordinal"], json["detector"]) = (true, new JsonObject { ["kind"] = "yunet", ["file"] = "y.onnx" });
        });

        Assert.Equal(("mood", true, 3), (manifest.Task, manifest.Ordinal, manifest.Labels.Count));
        Assert.Equal(new ModelDetector("yunet", "y.onnx"), manifest.Detector);
        Assert.Null(Read(_ => { }).Detector);
    }

    [Fact]
    public void An_attribute_has_at_least_two_labels() =>
        OneLine.Says(
            Assert
                .Throws<InvalidModelException>(() =>
                    Read(json => (json["task"], json["labels"]) = ("mood", new JsonArray("low")))
                )
                .Message,
            "1 labels, not 2 to 100"
        );

    [Fact]
    public void What_is_written_for_people_is_passed_over() =>
        Assert.Equal(
            "age",
            Read(json =>
            {
                json["licence"] = "CC BY 4.0";
                json["metrics"] = new JsonObject { ["exact"] = 0.6 };
                json["input"]!["comment"] = "as trained";
            }).Task
        );

    [Theory]
    [InlineData("task", "\"Mood\"", "'Mood' is no attribute's name")]
    [InlineData("task", "\"\"", "'' is no attribute's name")]
    [InlineData("version", "0", "version")]
    [InlineData("labels", "[\"young\",\"old\"]", "those of age: 0-2, 4-6")]
    [InlineData("labels", "[\"4-6\",\"0-2\",\"8-13\",\"15-20\",\"25-32\",\"38-43\",\"48-53\",\"60+\"]", "those of age")]
    [InlineData("labels", "null", "labels")]
    [InlineData("input", "null", "input")]
    [InlineData("input.width", "15", "16 to 1024 pixels")]
    [InlineData("input.height", "1025", "16 to 1024 pixels")]
    [InlineData("input.width", "\"wide\"", "input.width")]
    [InlineData("input.cropMargin", "0.9", "crop margin")]
    [InlineData("input.cropMargin", "4.1", "crop margin")]
    [InlineData("input.layout", "\"NHWC\"", "'NHWC' is not NCHW")]
    [InlineData("input.colour", "\"GREY\"", "'GREY' is neither RGB nor BGR")]
    [InlineData("input.mean", "[127.5]", "mean has not three")]
    [InlineData("input.mean", "[0,0,1e999]", "mean")]
    [InlineData("input.scale", "0", "scale is not above 0")]
    [InlineData("input.scale", "1e999", "scale")]
    [InlineData("sha256", "null", "sha256")]
    public void Each_fault_has_its_own_line(string field, string value, string said)
    {
        var wrong = Assert.Throws<InvalidModelException>(() => Read(json => Set(json, field, value)));

        OneLine.Says(wrong.Message, folder["age.json"], said);
    }

    [Theory]
    [InlineData("task")]
    [InlineData("labels")]
    [InlineData("input")]
    [InlineData("output")]
    [InlineData("sha256")]
    public void A_missing_field_is_named(string field) =>
        OneLine.Says(
            Assert.Throws<InvalidModelException>(() => Read(json => json.Remove(field))).Message,
            folder["age.json"],
            $"'{field}'"
        );

    [Fact]
    public void Genders_have_labels_of_their_own()
    {
        Set(manifest: Manifest("gender"), "labels", "[\"male\",\"female\"]", out var wrong);

        OneLine.Says(Assert.Throws<InvalidModelException>(() => Read(wrong)).Message, "female, male");
    }

    [Theory]
    [InlineData("[\"one\"]", "1 labels, not 2 to 100")]
    [InlineData("[\"one\",\"\"]", "label '' is not")]
    [InlineData("[\"one\",\"two\\n\"]", "is not 1 to 40 printable")]
    [InlineData("[\"one\",\"unknown\"]", "label 'unknown'")]
    [InlineData("[\"one\",\"two\",\"one\"]", "the same")]
    public void Any_attribute_has_labels_that_can_be_told_apart(string labels, string said)
    {
        Set(manifest: Manifest("beard"), "labels", labels, out var wrong);

        OneLine.Says(Assert.Throws<InvalidModelException>(() => Read(wrong)).Message.ReplaceLineEndings(" "), said);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{ \"task\": ")]
    [InlineData("[1, 2]")]
    public void What_is_no_manifest_is_said_to_be_none(string text)
    {
        var path = folder.Write("age.json", text);

        OneLine.Says(
            Assert.Throws<InvalidModelException>(() => ModelManifest.Read(path)).Message,
            path,
            "cannot be read"
        );
    }

    [Fact]
    public void A_missing_manifest_is_asked_for() =>
        OneLine.Says(
            Assert.Throws<InvalidModelException>(() => ModelManifest.Read(folder["age.json"])).Message,
            folder["age.json"],
            "is not there"
        );

    [Fact]
    public void A_manifest_that_may_not_be_read_is_said()
    {
        Directory.CreateDirectory(folder["age.json"]);

        OneLine.Says(
            Assert.Throws<InvalidModelException>(() => ModelManifest.Read(folder["age.json"])).Message,
            folder["age.json"],
            "cannot be read"
        );
    }

    public void Dispose() => folder.Dispose();

    private static JsonObject Manifest(string task) => TinyModels.Manifest(task, [1, 2, 3]);

    private static void Set(JsonObject manifest, string field, string value, out JsonObject changed)
    {
        Set(manifest, field, value);
        changed = manifest;
    }

    private static void Set(JsonObject manifest, string field, string value)
    {
        var parts = field.Split('.');
        var owner = parts.Length == 1 ? manifest : (JsonObject)manifest[parts[0]]!;
        // A number that only JSON can write is put in as text, for JsonNode would not take it.
        owner[parts[^1]] = value.Contains("1e999", StringComparison.Ordinal)
            ? JsonNode.Parse(value.Replace("1e999", "\"1e999\"", StringComparison.Ordinal))
            : JsonNode.Parse(value);
    }

    private ModelManifest Read(Action<JsonObject> change)
    {
        var manifest = Manifest("age");
        change(manifest);
        return Read(manifest);
    }

    private ModelManifest Read(JsonObject manifest)
    {
        var text = manifest.ToJsonString().Replace("\"1e999\"", "1e999", StringComparison.Ordinal);
        return ModelManifest.Read(folder.Write("age.json", text));
    }
}
