using Vitrine.Wire;

namespace Vitrine.Hosts.Trainer.Http;

/// <summary>The files of a job that are given out: models, cards, figures, and of pictures the curves alone.</summary>
internal static class ArtefactTypes
{
    private const string Curves = "curves.png";

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [".json"] = "application/json; charset=utf-8",
        [".jsonl"] = "application/x-ndjson; charset=utf-8",
        [".csv"] = "text/csv; charset=utf-8",
        [".md"] = "text/markdown; charset=utf-8",
        [".onnx"] = "application/octet-stream",
    };

    /// <summary>The file's media type; null: it is not given out, for it may show people.</summary>
    public static string? Of(Artefact file) =>
        file.Name is Curves ? "image/png" : Types.GetValueOrDefault(Path.GetExtension(file.Name));
}
