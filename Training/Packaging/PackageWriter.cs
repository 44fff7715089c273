using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Vitrine.Fleet.Releases;
using Vitrine.Models;
using Vitrine.Vision.Attributes;
using Vitrine.Wire;

namespace Vitrine.Training.Packaging;

/// <summary>
/// Writes a trained network as float32/TASK.onnx and int8/TASK.onnx, each with its manifest TASK.json, its card TASK.md and its
/// golden vectors TASK.golden, and the better of the two once more in the folder itself: that one is for use.
/// </summary>
public sealed class PackageWriter
{
    private readonly PackageOrder order;
    private readonly string folder;
    private readonly TimeProvider time;

    private PackageWriter(PackageOrder order, string folder, TimeProvider time)
    {
        this.order = order;
        this.folder = folder;
        this.time = time;
    }

    /// <summary>Writes everything; what stands in <paramref name="folder"/> itself last, when all is known to be good.</summary>
    /// <param name="order">What to write.</param>
    /// <param name="folder">Made if missing; files of an earlier package are replaced.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="BadInputException">The trained network holds numbers that are not finite, or the disk is full.</exception>
    /// <exception cref="InvalidModelException">The edge would refuse what was written.</exception>
    /// <exception cref="InvalidDataException">The float32 model gives other probabilities than the network.</exception>
    public static Package Write(PackageOrder order, string folder, TimeProvider time) =>
        new PackageWriter(order, folder, time).Write();

    private Package Write()
    {
        var network = FoldedNetwork.From(order.Network, order.Input.Height, order.Input.Width);
        var float32 = FloatGraph.Write(network);
        var int8 = QuantizedGraph.Write(network, Calibration.Run(network, order.CalibrationFaces));

        var (exportOfFull, exportOfQuantized) = Examine(float32, int8);
        var parent = new ParentFile($"{order.Attribute.Name}.onnx", Hash(float32));
        var package = new Package(
            Write(Precision.Full, float32, exportOfFull, parent: null),
            Write(Precision.Quantized, int8, exportOfQuantized, parent)
        );
        CopyToFolder(package.Better.Model);
        return package;
    }

    private (ExportFacts Full, ExportFacts Quantized) Examine(byte[] float32, byte[] int8)
    {
        using var left = new OnnxNetwork(float32);
        using var right = new OnnxNetwork(int8);
        var difference = Parity.LargestDifference(order.Network, left, order.ParityFaces);
        if (difference is not <= Parity.Tolerance)
        {
            throw new InvalidDataException(
                $"the ONNX model for {order.Attribute.Name} differs from the trained network by {difference:0.0######}, more than {Parity.Tolerance:0.0###}"
            );
        }

        var milliseconds = Speed.MillisecondsPerFace([left, right], order.ParityFaces[0], time);
        var facts = new ExportFacts
        {
            Bytes = float32.Length,
            MillisecondsPerFace = milliseconds[0],
            LargestDifference = difference,
            ParityFaces = order.ParityFaces.Count,
        };
        return (
            facts,
            facts with
            {
                Bytes = int8.Length,
                MillisecondsPerFace = milliseconds[1],
                LargestDifference = Parity.LargestDifference(order.Network, right, order.ParityFaces),
                CalibrationFaces = order.CalibrationFaces.Count,
            }
        );
    }

    private PackagedModel Write(Precision precision, byte[] onnx, ExportFacts export, ParentFile? parent)
    {
        var path = Path.Combine(folder, PrecisionName.Of(precision), $"{order.Attribute.Name}.onnx");
        Write(path, onnx);

        // The edge's own reader is what it is measured through; the metrics follow.
        var card = Card(precision, onnx, export, parent);
        Write(path, card);
        var model = FaceModel.Open(path);
        Write(GoldenFiles.Beside(path), Encoding.UTF8.GetBytes(GoldenFiles.Text(GoldenVectors.Of(model))));
        var measurement = order.Measure(model);
        Write(path, card with { Metrics = measurement.Metrics });
        return new PackagedModel(model, precision, export, measurement);
    }

    private ModelCard Card(Precision precision, byte[] onnx, ExportFacts export, ParentFile? parent) =>
        new()
        {
            Task = order.Attribute.Name,
            Version = order.Facts.Version,
            Labels = order.Attribute.Labels,
            Ordinal = order.Attribute.IsOrdinal,
            Detector = order.Facts.Detector,
            Input = order.Input with { Name = FoldedNetwork.Input },
            Output = FoldedNetwork.Output,
            Sha256 = Hash(onnx),
            Precision = precision,
            Created = time.GetUtcNow(),
            Parents = order.Facts.Parents with { QuantizedFrom = parent },
            Export = export,
            Metrics = new JsonObject(),
            IntendedUse = order.Facts.IntendedUse,
            Limits = order.Facts.Limits,
            Licence = order.Facts.Licence,
        };

    private static void Write(string onnx, ModelCard card)
    {
        Write(Path.ChangeExtension(onnx, ".md"), Encoding.UTF8.GetBytes(CardText.Of(card)));
        Write(Path.ChangeExtension(onnx, ".json"), Encoding.UTF8.GetBytes(card.ToJson()));
    }

    // The manifest last: until it fits the file, the edge refuses the pair.
    private void CopyToFolder(FaceModel model)
    {
        foreach (var ending in new[] { ".onnx", GoldenFiles.Ending, ".md", ".json" })
        {
            var source = Path.ChangeExtension(model.Path, ending);
            Write(Path.Combine(folder, Path.GetFileName(source)), File.ReadAllBytes(source));
        }
    }

    private static void Write(string path, byte[] content) =>
        DiskWrite.Do(
            $"'{path}'",
            "the training is kept: make room, then go on with --resume",
            () =>
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                WholeFile.Write(path, content);
            }
        );

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
