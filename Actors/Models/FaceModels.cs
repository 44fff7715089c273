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

        var models = files.Select(FaceModel.Open).ToArray();
        return new FaceModels(Single(folder, models, "age"), Single(folder, models, "gender"));
    }

    private static FaceModel? Single(string folder, FaceModel[] models, string task)
    {
        var fitting = models.Where(m => string.Equals(m.Manifest.Task, task, StringComparison.Ordinal)).ToArray();
        return fitting.Length <= 1
            ? fitting.FirstOrDefault()
            : throw new InvalidModelException(
                $"models folder '{folder}' holds {fitting.Length} models for {task} ({string.Join(", ", fitting.Select(m => Path.GetFileName(m.Path)))}); keep one"
            );
    }
}
