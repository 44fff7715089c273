using Vitrine.Models;

namespace Vitrine.Training.Packaging;

/// <summary>A model that was written.</summary>
/// <param name="Model">The file with its manifest.</param>
/// <param name="Precision">The numbers that it calculates in.</param>
/// <param name="Export">What was measured when it was written.</param>
/// <param name="Measurement">How well it does.</param>
public sealed record PackagedModel(FaceModel Model, Precision Precision, ExportFacts Export, Measurement Measurement);
