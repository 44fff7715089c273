using System.Text.Json.Nodes;

namespace Vitrine.Training.Packaging;

/// <summary>How well a model does on faces that it was not trained on.</summary>
/// <param name="Accuracy">Share of faces told rightly, 0 to 1: what float32 and int8 are compared by.</param>
/// <param name="Metrics">Everything for the card, by dataset and group.</param>
public sealed record Measurement(double Accuracy, JsonObject Metrics);
