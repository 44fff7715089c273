using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Vitrine.Bench;

/// <summary>The sequential Python loop, and the same models made ready for Vitrine.</summary>
/// <param name="Data">The folder with clips, models and the baseline.</param>
internal sealed record Baseline(string Data)
{
    private string Folder => Path.Combine(Data, "baseline");

    public string Clip => Path.Combine(Data, "video", "face-demographics-walking-and-pause.gif");

    /// <summary>Plays the clip several times and takes the whole of it, decoding included, as Vitrine's figures do.</summary>
    public Throughput Measure(int repeat)
    {
        var lines = Child.Run([
            "/usr/bin/python3",
            Path.Combine(Folder, "baseline.py"),
            "--video",
            Clip,
            "--age",
            Path.Combine(Folder, "mnv2_age8_random.onnx"),
            "--gender",
            Path.Combine(Folder, "mnv2_gender2_random.onnx"),
            "--with-decode",
            "--repeat",
            repeat.ToString(CultureInfo.InvariantCulture),
        ]);
        var runs = lines.Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        double Sum(string name) => runs.Sum(run => run.GetProperty(name).GetDouble());
        return new Throughput(Sum("frames") / Sum("wall_s"), Sum("faces") / Sum("frames"));
    }

    /// <summary>The baseline's two models beside manifests with its preprocessing.</summary>
    /// <returns>A new folder; the caller deletes it.</returns>
    public string PrepareModels()
    {
        var folder = Directory.CreateTempSubdirectory("vitrine-bench-").FullName;
        string[] groups = ["0-2", "4-6", "8-13", "15-20", "25-32", "38-43", "48-53", "60+"];
        Prepare(folder, "age", "mnv2_age8_random.onnx", groups);
        Prepare(folder, "gender", "mnv2_gender2_random.onnx", ["female", "male"]);
        return folder;
    }

    private void Prepare(string folder, string task, string model, string[] labels)
    {
        var path = Path.Combine(folder, $"{task}.onnx");
        File.Copy(Path.Combine(Folder, model), path);
        var manifest = new
        {
            task,
            labels,
            input = new
            {
                name = "input",
                width = 224,
                height = 224,
                cropMargin = 1.0,
                scale = 1 / 127.5,
                mean = new[] { 127.5, 127.5, 127.5 },
            },
            output = "prob",
            sha256 = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))),
        };
        File.WriteAllText(Path.ChangeExtension(path, ".json"), JsonSerializer.Serialize(manifest));
    }
}
