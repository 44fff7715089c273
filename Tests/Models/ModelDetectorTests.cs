using Vitrine.Hosts.Edge.Status;
using Vitrine.Models;
using Vitrine.Vision.Detection;
using Xunit;

namespace Vitrine.Tests.Models;

public sealed class ModelDetectorTests
{
    private static readonly ModelDetector Haar = new("haar", "frontal.xml", "AA");

    [Fact]
    public void A_device_warns_of_a_model_that_another_detector_found_the_faces_of()
    {
        var yunet = new ModelDetector("yunet", "yunet.onnx", "bb");
        var other = new ModelDetector("haar", "alt2.xml", "cc");

        Assert.True(Haar.DiffersFrom(yunet) && Haar.DiffersFrom(other));
        Assert.Equal(
            "age was trained on faces that haar found; this device uses yunet",
            Greeting.OfOtherDetector("age", Haar, yunet)
        );
        Assert.Equal(
            "age was trained on faces that haar (frontal.xml) found; this device uses another file of it (alt2.xml)",
            Greeting.OfOtherDetector("age", Haar, other)
        );
    }

    [Fact]
    public void The_same_file_under_another_name_and_boxes_of_lists_are_nothing_to_warn_of()
    {
        Assert.False(Haar.DiffersFrom(Haar with { File = "copy.xml", Sha256 = "aa" }));
        Assert.False(Haar.DiffersFrom(new ModelDetector("haar")));
        Assert.False(new ModelDetector(ModelDetector.Boxes).DiffersFrom(Haar));
        Assert.True(Haar.DiffersFrom(new ModelDetector("haar", "alt2.xml")));
    }

    [Fact]
    public void A_detector_is_named_by_its_kind_its_file_and_what_is_in_it()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("frontal.xml", "abc");

        Assert.Equal(
            new ModelDetector(
                "haar",
                "frontal.xml",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
            ),
            FaceDetectors.Identify(new DetectorOptions { Asked = HaarDetector.Kind, Cascade = file })
        );
        Assert.Equal(
            new ModelDetector("yunet", "none.onnx"),
            FaceDetectors.Identify(new DetectorOptions { YuNet = folder["none.onnx"] })
        );
    }
}
