using Vitrine.Models;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Models;

public sealed class DamagedManifestTests
{
    private const string Manifest = """
        {
          "task": "gender", "version": 4, "labels": ["female", "male"], "ordinal": false,
          "detector": { "kind": "haar", "file": "haar.xml", "sha256": "0123" },
          "input": {
            "name": "input", "width": 96, "height": 96, "layout": "NCHW", "colour": "RGB", "cropMargin": 1.4,
            "mean": [0.5, 0.5, 0.5], "scale": 0.0039
          },
          "output": "probabilities", "sha256": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
        }
        """;

    [Fact]
    public void No_mutation_of_it_is_more_than_an_invalid_model()
    {
        Assert.Equal("gender", ModelManifest.Parse("", System.Text.Encoding.UTF8.GetBytes(Manifest)).Task);
        var refused = 0;
        foreach (var damaged in Mutations.Of(Manifest, seed: 15))
        {
            try
            {
                var read = ModelManifest.Parse("'gender.json'", damaged);
                Assert.NotEmpty(read.Attribute.Labels);
                read.Detector?.DiffersFrom(new ModelDetector("yunet"));
            }
            catch (InvalidModelException wrong)
            {
                refused++;
                // Whoever shows it makes one line of it.
                OneLine.Says(SingleLine.Of(wrong.Message), "manifest 'gender.json'");
            }
        }

        Assert.InRange(refused, Mutations.Count / 4, Mutations.Count);
    }
}
