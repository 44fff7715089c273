namespace Vitrine.Models;

/// <summary>The models of a folder: at most one for each attribute.</summary>
/// <param name="models">Those that are there.</param>
/// <exception cref="ArgumentException">Two are for one attribute.</exception>
public sealed class FaceModels(IEnumerable<FaceModel> models)
{
    private readonly Dictionary<string, FaceModel> byAttribute = models.ToDictionary(
        model => model.Manifest.Task,
        StringComparer.Ordinal
    );

    /// <summary>No models: people are counted, not described.</summary>
    public static FaceModels None { get; } = new([]);

    /// <summary>Those that are there, age first, then gender, then by name; empty: nobody is described.</summary>
    public IReadOnlyList<FaceModel> Present =>
        [.. byAttribute.Values.OrderBy(Place).ThenBy(model => model.Manifest.Task, StringComparer.Ordinal)];

    /// <summary>What they estimate, in the same order.</summary>
    public IReadOnlyList<FaceAttribute> Attributes => [.. Present.Select(model => model.Manifest.Attribute)];

    /// <summary>The model for an attribute; null: there is none.</summary>
    public FaceModel? this[string attribute] => byAttribute.GetValueOrDefault(attribute);

    /// <summary>Opens every model of a folder.</summary>
    /// <exception cref="InvalidModelException">
    /// The folder is missing or holds no model, a model is not valid, or two are for one attribute.
    /// </exception>
    public static FaceModels Open(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new InvalidModelException($"models folder '{folder}' is not there");
        }

        var files = Directory.EnumerateFiles(folder, "*.onnx").Order(StringComparer.Ordinal).ToArray();
        if (files.Length == 0)
        {
            throw new InvalidModelException(
                $"models folder '{folder}' holds no .onnx file; --models none counts without describing"
            );
        }

        var tasks = files
            .Select(FaceModel.Open)
            .GroupBy(model => model.Manifest.Task, StringComparer.Ordinal)
            .ToArray();
        return tasks.FirstOrDefault(task => task.Skip(1).Any()) is { } several
            ? throw new InvalidModelException(
                $"models folder '{folder}' holds {several.Count()} models for {several.Key} ({string.Join(", ", several.Select(m => Path.GetFileName(m.Path)))}); keep one"
            )
            : new FaceModels(tasks.Select(task => task.Single()));
    }

    private static int Place(FaceModel model) =>
        FaceAttribute.Find(model.Manifest.Task) is { } known
            ? FaceAttribute.Known.ToList().IndexOf(known)
            : FaceAttribute.Known.Count;
}
