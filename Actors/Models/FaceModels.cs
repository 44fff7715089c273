namespace Vitrine.Models;

/// <summary>The models of a folder: at most one for age and one for gender.</summary>
/// <param name="Age">Tells the age group; null when there is none.</param>
/// <param name="Gender">Tells the gender; null when there is none.</param>
public sealed record FaceModels(FaceModel? Age, FaceModel? Gender)
{
    /// <summary>No models: people are counted, not described.</summary>
    public static FaceModels None { get; } = new(null, null);

    /// <summary>Those that are there, age before gender; empty: nobody is described.</summary>
    public IEnumerable<FaceModel> Present => new[] { Age, Gender }.OfType<FaceModel>();

    /// <summary>Opens every model of a folder.</summary>
    /// <exception cref="InvalidModelException">
    /// The folder is missing or holds no model, a model is not valid, or two are for one task.
    /// </exception>
    public static FaceModels Open(string folder)
    {
        var models = OpenAll(folder);
        return new FaceModels(Single(models, FaceAttribute.Age), Single(models, FaceAttribute.Gender));
    }

    /// <summary>Opens every model of a folder, whatever it estimates: age first, then gender, then by name.</summary>
    /// <exception cref="InvalidModelException">
    /// The folder is missing or holds no model, a model is not valid, or two are for one task.
    /// </exception>
    public static IReadOnlyList<FaceModel> OpenAll(string folder)
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
            :
            [
                .. tasks
                    .Select(task => task.Single())
                    .OrderBy(Place)
                    .ThenBy(m => m.Manifest.Task, StringComparer.Ordinal),
            ];
    }

    private static int Place(FaceModel model) =>
        FaceAttribute.Find(model.Manifest.Task) is { } known
            ? FaceAttribute.Known.ToList().IndexOf(known)
            : FaceAttribute.Known.Count;

    private static FaceModel? Single(IReadOnlyList<FaceModel> models, FaceAttribute attribute) =>
        models.FirstOrDefault(model => model.Manifest.Task.Equals(attribute.Name, StringComparison.Ordinal));
}
