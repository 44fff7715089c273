using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vitrine.Jobs;
using Vitrine.Training.Packaging;
using Vitrine.Vision.Detection;
using Vitrine.Wire;
using static System.FormattableString;
using static TorchSharp.torch;

namespace Vitrine.Training.Detector;

/// <summary>
/// Writes a trained detector as float32/faces.onnx and int8/faces.onnx, each with its manifest faces.json, and the better of the two
/// once more in the folder itself.
/// </summary>
internal static class DetectorPackage
{
    // What the score is chosen for: so many of the faces found are faces.
    private const double WantedPrecision = 0.99;
    private const float LeastScore = 0.05f;
    private const double Tolerance = 1e-3;

    // int8 may find so much less.
    private const double MayLose = 0.01;
    private const int CalibrationScenes = 200;

    /// <summary>Writes everything.</summary>
    /// <returns>What to tell of it, line by line.</returns>
    /// <exception cref="InvalidDataException">The float32 model gives other maps than the network.</exception>
    public static IEnumerable<string> Write(
        DetectorNet network,
        TrainingJob job,
        IReadOnlyList<FaceData> data,
        SceneBatches batches,
        string folder,
        TimeProvider time
    )
    {
        var folded = FoldedDetector.From(network);
        var full = DetectorGraph.Float(folded);
        var quantized = DetectorGraph.Quantized(folded, Calibrate(folded, batches));
        var difference = LargestDifference(network, full, batches);
        if (difference is not <= Tolerance)
        {
            throw new InvalidDataException(
                Invariant($"the ONNX detector differs from the trained network by {difference}")
            );
        }

        var tallies = new[] { full, quantized }.Select(onnx => Measure(onnx, batches)).ToArray();
        var lost = tallies[0].AveragePrecision() - tallies[1].AveragePrecision();
        foreach (
            var (onnx, tally, precision) in new[]
            {
                (full, tallies[0], Precision.Full),
                (quantized, tallies[1], Precision.Quantized),
            }
        )
        {
            var manifest = Manifest(onnx, tally, precision, job, data, time);
            Save(Path.Combine(folder, PrecisionName.Of(precision)), onnx, manifest);
            if (precision == Precision.Quantized == lost <= MayLose)
            {
                Save(folder, onnx, manifest);
            }

            yield return Invariant(
                $"{PrecisionName.Of(precision)}: {onnx.Length} bytes, average precision {tally.AveragePrecision():0.000}, of faces 12 to 24 pixels high {tally.AveragePrecision(12, 24):0.000}, to 48 {tally.AveragePrecision(24, 48):0.000}, higher {tally.AveragePrecision(48):0.000}; from a score of {Score(tally):0.00} on {WantedPrecision:0%} are faces"
            );
        }

        yield return Invariant($"ONNX against the trained network: largest difference {difference:0.0e0}");
    }

    private static float Score(DetectionTally tally) => Math.Clamp(tally.RecallAt(WantedPrecision).Score, 0.2f, 0.9f);

    private static IReadOnlyDictionary<string, CalibratedTensor> Calibrate(FoldedDetector folded, SceneBatches batches)
    {
        var channels = folded
            .Steps.Where(step => !folded.Maps.Contains(step.Output))
            .ToDictionary(step => step.Output, folded.ChannelsOf, StringComparer.Ordinal);
        using var onnx = new OnnxNetwork(
            DetectorGraph.Float(folded, channels.Keys),
            [3, SceneBatches.Height, SceneBatches.Width]
        );
        float[][] scenes =
        [
            .. batches
                .Training(epoch: 1)
                .SelectMany(batch => batch.Pixels.Chunk(batch.Pixels.Length / batch.Count))
                .Take(CalibrationScenes),
        ];
        return Calibration.Run(onnx, channels, scenes);
    }

    private static double LargestDifference(DetectorNet network, byte[] onnx, SceneBatches batches)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var written = new OnnxNetwork(onnx, [3, SceneBatches.Height, SceneBatches.Width]);
        var batch = SceneBatch.Of([.. batches.Validation().Take(4)]);
        var maps = network.forward(tensor(batch.Pixels, [batch.Count, 3, SceneBatches.Height, SceneBatches.Width]));
        var (index, most) = (0, 0.0);
        written.Run(
            batch.Pixels,
            (_, values) =>
            {
                var wanted = Values.Of(maps[index++]);
                for (var i = 0; i < wanted.Length; i++)
                {
                    most = Math.Max(most, Math.Abs(wanted[i] - values[i]));
                }
            }
        );
        return most;
    }

    private static DetectionTally Measure(byte[] onnx, SceneBatches batches)
    {
        using var detector = new NetworkDetector(DetectorSession.Open(onnx), LeastScore);
        return DetectionTally.Of(detector, batches.Validation());
    }

    private static byte[] Manifest(
        byte[] onnx,
        DetectionTally tally,
        Precision precision,
        TrainingJob job,
        IReadOnlyList<FaceData> data,
        TimeProvider time
    ) =>
        Encoding.UTF8.GetBytes(
            JsonSerializer.Serialize(
                new JsonObject
                {
                    ["task"] = JobAttribute.Detector,
                    ["version"] = 1,
                    ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(onnx)),
                    ["score"] = Math.Round(Score(tally), 2),
                    ["precision"] = PrecisionName.Of(precision),
                    ["created"] = time.GetUtcNow().ToString("O"),
                    ["job"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JobFile.Text(job))))[
                        ..16
                    ],
                    ["datasets"] = new JsonArray([
                        .. data.Select(set =>
                            (JsonNode)
                                new JsonObject
                                {
                                    ["name"] = set.Name,
                                    ["hash"] = set.Hash,
                                    ["splitSeed"] = set.Seed,
                                }
                        ),
                    ]),
                    ["averagePrecision"] = Math.Round(tally.AveragePrecision(), 4),
                    ["licence"] =
                        "Research data only: trained on data sets that allow research use and nothing else; check their terms before any other use.",
                },
                ReadableJson.Options
            ) + "\n"
        );

    private static void Save(string folder, byte[] onnx, byte[] manifest) =>
        DiskWrite.Do(
            $"detector in '{folder}'",
            "the training is kept: make room, then go on with --resume",
            () =>
            {
                Directory.CreateDirectory(folder);
                WholeFile.WriteAll([
                    (Path.Combine(folder, "faces.onnx"), onnx),
                    (Path.Combine(folder, "faces.json"), manifest),
                ]);
            }
        );
}
