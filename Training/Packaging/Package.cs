using System.Text.Json.Nodes;
using Vitrine.Models;

namespace Vitrine.Training.Packaging;

/// <summary>A trained network's two models, and which of them is better.</summary>
/// <param name="Full">The model in float32.</param>
/// <param name="Quantized">The model in int8.</param>
public sealed record Package(PackagedModel Full, PackagedModel Quantized)
{
    /// <summary>Accuracy that int8 may lose: one point.</summary>
    public const double MaxAccuracyLost = 0.01;

    /// <summary>Accuracy of float32 less that of int8, -1 to 1.</summary>
    public double AccuracyLost => Full.Measurement.Accuracy - Quantized.Measurement.Accuracy;

    /// <summary>Size of the int8 file over that of the float32 file.</summary>
    public double SizeRatio => (double)Quantized.Export.Bytes / Full.Export.Bytes;

    /// <summary>How many times as fast as float32 int8 was.</summary>
    public double Speedup => Full.Export.MillisecondsPerFace / Quantized.Export.MillisecondsPerFace;

    /// <summary>int8 where it is faster and loses no more than <see cref="MaxAccuracyLost"/>, else float32.</summary>
    public PackagedModel Better => Speedup > 1 && AccuracyLost <= MaxAccuracyLost ? Quantized : Full;
}

/// <summary>A model that was written.</summary>
/// <param name="Model">The file with its manifest.</param>
/// <param name="Precision">The numbers that it calculates in.</param>
/// <param name="Export">What was measured when it was written.</param>
/// <param name="Measurement">How well it does.</param>
public sealed record PackagedModel(FaceModel Model, Precision Precision, ExportFacts Export, Measurement Measurement);

/// <summary>How well a model does on faces that it was not trained on.</summary>
/// <param name="Accuracy">Share of faces classified correctly, 0 to 1: what float32 and int8 are compared by.</param>
/// <param name="Metrics">Everything for the card, by dataset and group.</param>
public sealed record Measurement(double Accuracy, JsonObject Metrics);
