using Vitrine.Vision.Detection;

namespace Vitrine.Bench.Detector;

/// <summary>The detectors that are compared, each twice: as it is used, and with a low least score, to see its whole curve.</summary>
internal sealed class Rivals : IDisposable
{
    private const float LowScore = 0.05f;

    /// <param name="own">Vitrine's detector.</param>
    /// <param name="data">Folder of the others; null: they are not there.</param>
    public Rivals(string own, string? data)
    {
        AddOwn("Vitrine", own);
        foreach (var precision in new[] { "float32", "int8" })
        {
            AddOwn(
                $"Vitrine {precision}",
                Path.Combine(Path.GetDirectoryName(own) ?? "", precision, Path.GetFileName(own))
            );
        }

        var options = new DetectorOptions();
        var folder = Path.Combine(data ?? string.Empty, "detectors");
        Add(
            "YuNet 2023mar (OpenCV)",
            Path.Combine(folder, "face_detection_yunet_2023mar.onnx"),
            file => score => new YuNetDetector(file, score ?? options.YuNetScore)
        );
        Add(
            "YuNet s (ONNX Runtime)",
            Path.Combine(folder, "yunet_s_dynamic.onnx"),
            file => score => new NetworkDetector(DetectorSession.Open(file), score ?? options.YuNetScore)
        );
        Add(
            "YuNet n (ONNX Runtime)",
            Path.Combine(folder, "yunet_n_dynamic.onnx"),
            file => score => new NetworkDetector(DetectorSession.Open(file), score ?? options.YuNetScore)
        );
        Add("Haar", options.Cascade, _ => _ => HaarDetector.Kind.Load(options)(null));
    }

    /// <summary>Those whose files are there.</summary>
    public IReadOnlyList<Rival> All => all;

    /// <summary>Names of the others.</summary>
    public IReadOnlyList<string> Missing => missing;

    private readonly List<Rival> all = [];
    private readonly List<string> missing = [];

    public void Dispose()
    {
        foreach (var rival in all)
        {
            rival.Usual.Dispose();
            rival.Eager.Dispose();
        }
    }

    private void AddOwn(string name, string file) =>
        Add(
            name,
            file,
            found =>
            {
                var usual = DetectorManifest.Read(found, File.ReadAllBytes(found)).Score;
                return score => new NetworkDetector(DetectorSession.Open(found), score ?? usual);
            }
        );

    private void Add(string name, string file, Func<string, Func<float?, IFaceDetector>> open)
    {
        if (File.Exists(file))
        {
            all.Add(new Rival(name, open(file)(null), open(file)(LowScore)));
        }
        else
        {
            missing.Add(name);
        }
    }
}

/// <summary>One of them.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Usual">As it is used.</param>
/// <param name="Eager">With a low least score.</param>
internal sealed record Rival(string Name, IFaceDetector Usual, IFaceDetector Eager);
