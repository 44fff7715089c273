using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vitrine.Models;

/// <summary>
/// What a model's JSON file, beside its ONNX file, says of it. Fields that the edge does not need (metrics, parents,
/// licence) are for people and are not read here.
/// </summary>
public sealed record ModelManifest
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The attribute that it estimates, for example "age".</summary>
    public required string Task { get; init; }

    /// <summary>Version, 1 or more.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The classes, in the order of the output's columns.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Whether the labels have an order, so that a neighbouring one is nearly right; always so for age.</summary>
    public bool Ordinal { get; init; }

    /// <summary>The attribute that it estimates, with its labels.</summary>
    [JsonIgnore]
    public FaceAttribute Attribute => FaceAttribute.Find(Task) ?? new FaceAttribute(Task, Labels, Ordinal);

    /// <summary>What found the faces that it was trained on; null: not known.</summary>
    public ModelDetector? Detector { get; init; }

    /// <summary>How a face becomes the network's input.</summary>
    public required ModelInput Input { get; init; }

    /// <summary>Name of the output tensor: batch x classes, probabilities.</summary>
    public required string Output { get; init; }

    /// <summary>SHA-256 of the ONNX file, 64 hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Reads and checks a manifest.</summary>
    /// <exception cref="InvalidModelException">It is missing, not readable, or says something impossible.</exception>
    public static ModelManifest Read(string path)
    {
        try
        {
            return Parse($"'{path}'", File.ReadAllBytes(path));
        }
        catch (FileNotFoundException missing)
        {
            throw new InvalidModelException($"manifest '{path}' is not there; each model needs one beside it", missing);
        }
        catch (Exception bad) when (bad is IOException or UnauthorizedAccessException)
        {
            throw new InvalidModelException($"manifest '{path}' cannot be read: {bad.Message}", bad);
        }
    }

    /// <summary>Checks a manifest's text.</summary>
    /// <param name="origin">Where it is from, for messages.</param>
    /// <param name="json">The JSON text, UTF-8.</param>
    /// <exception cref="InvalidModelException">It is not readable, or says something impossible.</exception>
    public static ModelManifest Parse(string origin, ReadOnlySpan<byte> json)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize<ModelManifest>(json, Json);
            return Check(origin, manifest ?? throw new JsonException("it is empty"));
        }
        catch (JsonException bad)
        {
            throw new InvalidModelException($"manifest {origin} cannot be read: {bad.Message}", bad);
        }
    }

    private static ModelManifest Check(string origin, ModelManifest manifest)
    {
        string? fault = manifest switch
        {
            { Task: var task } when !FaceAttribute.IsName(task) =>
                $"task '{Cut(task)}' is no attribute's name: 1 to 40 of a-z, 0-9 and '-', and none of {string.Join(", ", FaceAttribute.Reserved)}",
            { Task: var task, Labels: var labels }
                when FaceAttribute.Find(task) is { } known
                    && !labels.SequenceEqual(known.Labels, StringComparer.Ordinal) =>
                $"its labels are not those of {task}: {string.Join(", ", known.Labels)}",
            { Labels.Count: < FaceAttribute.LeastLabels or > FaceAttribute.MostLabels } =>
                $"it has {manifest.Labels.Count} labels, not 2 to 100",
            { Labels: var labels } when labels.FirstOrDefault(label => !FaceAttribute.IsLabel(label)) is { } wrong =>
                $"its label '{Cut(wrong)}' is not 1 to 40 printable characters, or is '{FaceAttribute.Unknown}'",
            { Labels: var labels } when labels.Distinct(StringComparer.Ordinal).Count() < labels.Count =>
                "two of its labels are the same",
            { Version: < 1 } => $"its version {manifest.Version} is not 1 or more",
            { Input: { Width: < 16 or > 1024 } or { Height: < 16 or > 1024 } } =>
                "its input is not 16 to 1024 pixels wide and high",
            { Input.CropMargin: not (>= 1 and <= 4) } => "its crop margin is not between 1 and 4",
            { Input.Layout: not "NCHW" } => $"its layout '{manifest.Input.Layout}' is not NCHW",
            { Input.Colour: not ("RGB" or "BGR") } =>
                $"its colour order '{manifest.Input.Colour}' is neither RGB nor BGR",
            { Input.Mean.Count: not 3 } => "its mean has not three values",
            { Input.Mean: var mean } when !mean.All(double.IsFinite) => "its mean is not finite",
            { Input.Scale: not (> 0 and < double.PositiveInfinity) } => "its scale is not above 0 and finite",
            _ => null,
        };
        return fault is null ? manifest : throw new InvalidModelException($"manifest {origin}: {fault}");
    }

    private static string Cut(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
