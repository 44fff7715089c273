using System.Security.Cryptography;
using System.Text;
using Vitrine.Fleet.Releases;
using Vitrine.Models;
using Vitrine.Tests.Vision.Attributes;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Fleet.Releases;

public sealed class ReleaseMakerTests
{
    [Fact]
    public void A_model_that_needs_another_file_is_not_released()
    {
        var onnx = TinyOnnx.OfOtherFile("weights.bin");
        var manifest = Encoding.UTF8.GetBytes(TinyModels.Manifest("gender", onnx).ToJsonString());
        var golden = new GoldenFile { Sha256 = Convert.ToHexStringLower(SHA256.HashData(onnx)), Tolerance = 0.05 };

        var refused = Assert.Throws<InvalidModelException>(() => ReleaseMaker.Draft(onnx, manifest, golden));

        OneLine.Says(refused.Message, "the gender model", "in another file");
    }
}
