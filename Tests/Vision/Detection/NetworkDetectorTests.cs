using System.Security.Cryptography;
using OpenCvSharp;
using TorchSharp;
using Vitrine.Tests.Training;
using Vitrine.Training.Detector;
using Vitrine.Training.Network;
using Vitrine.Vision.Detection;
using Xunit;
using Scalar = OpenCvSharp.Scalar;

namespace Vitrine.Tests.Vision.Detection;

[Collection(nameof(TorchAlone))]
public sealed class NetworkDetectorTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly byte[] model;

    public NetworkDetectorTests()
    {
        TorchLibrary.Use(1);
        torch.random.manual_seed(1);
        using var network = new DetectorNet();
        network.eval();
        model = DetectorGraph.Float(FoldedDetector.From(network));
    }

    [Fact]
    public void Pictures_of_any_size_one_after_the_other_give_what_each_gives_alone()
    {
        using var detector = new NetworkDetector(DetectorSession.Open(model), 0.009f);
        foreach (var size in new[] { new Size(480, 270), new Size(64, 64), new Size(33, 95), new Size(480, 270) })
        {
            using var picture = new Mat(size, MatType.CV_8UC3);
            Cv2.Randu(picture, Scalar.Black, Scalar.White);
            var (found, alone) = (new List<FaceDetection>(), new List<FaceDetection>());

            detector.Detect(picture, found);
            using var other = new NetworkDetector(DetectorSession.Open(model), 0.009f);
            other.Detect(picture, alone);

            Assert.Equal(alone, found);
        }
    }

    [Fact]
    public void Its_kind_takes_the_score_of_the_manifest_and_refuses_the_manifest_of_another_file()
    {
        var options = new DetectorOptions { Own = folder.Write("faces.onnx", model) };
        Assert.Equal("vitrine", options.Kind.Name);
        Assert.Throws<InvalidDataException>(() => options.Kind.Load(options));

        Write(Convert.ToHexStringLower(SHA256.HashData(model)), "0.4");
        options.Kind.Load(options)(null).Dispose();

        Write(new string('0', 64), "0.4");
        OneLine.Says(Refused(options), "faces.json", "another file");
        Write(Convert.ToHexStringLower(SHA256.HashData(model)), "1.5");
        OneLine.Says(Refused(options), "faces.json", "score");
    }

    [Fact]
    public void What_is_sure_by_the_manifest_scores_as_a_sure_face_of_any_detector()
    {
        using var picture = new Mat(96, 96, MatType.CV_8UC3);
        Cv2.Randu(picture, Scalar.Black, Scalar.White);
        var (raw, scaled) = (new List<FaceDetection>(), new List<FaceDetection>());
        using var plain = new NetworkDetector(DetectorSession.Open(model), 0.009f);
        plain.Detect(picture, raw);
        var sure = raw[raw.Count / 2].Score;
        using var detector = new NetworkDetector(DetectorSession.Open(model), 0.009f) { Sure = sure };

        detector.Detect(picture, scaled);

        Assert.True(raw.Count > 4);
        Assert.Equal(raw.Select(face => face.Box), scaled.Select(face => face.Box));
        Assert.Equal(raw.Select(face => face.Score >= sure), scaled.Select(face => face.Score >= 0.6f));
        Assert.Equal(scaled.Select(face => face.Score).OrderDescending(), scaled.Select(face => face.Score));
    }

    [Fact]
    public void A_file_that_is_no_detector_is_one_line()
    {
        var age = Path.Combine(AppContext.BaseDirectory, "models", "age.onnx");
        OneLine.Says(
            Assert.Throws<InvalidDataException>(() => DetectorSession.Open(age)).Message,
            "age.onnx",
            "no detector of faces"
        );
        Assert.Throws<InvalidDataException>(() => DetectorSession.Open(folder["none.onnx"]));
        Assert.Throws<InvalidDataException>(() => DetectorSession.Open(folder.Write("bad.onnx", "rubbish")));
    }

    public void Dispose() => folder.Dispose();

    private static string Refused(DetectorOptions options) =>
        Assert.Throws<InvalidDataException>(() => options.Kind.Load(options)).Message;

    private void Write(string hash, string score) =>
        folder.Write("faces.json", $$"""{"task":"faces","sha256":"{{hash}}","score":{{score}},"version":1}""");
}
