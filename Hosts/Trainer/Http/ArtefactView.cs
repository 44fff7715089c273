using Vitrine.Wire;

namespace Vitrine.Hosts.Trainer.Http;

/// <summary>A file that a job left and the page gives out: models, cards, figures, and of pictures the curves alone.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sha256">Its hash.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Type">Its media type.</param>
internal sealed record ArtefactView(string Name, string Sha256, long Bytes, string Type)
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

    /// <summary>The file; null: it is not given out, for it may show people.</summary>
    public static ArtefactView? Of(Artefact left) =>
        TypeOf(left.Name) is { } type ? new(left.Name, left.Sha256, left.Bytes, type) : null;

    private static string? TypeOf(string name) =>
        name is Curves ? "image/png" : Types.GetValueOrDefault(Path.GetExtension(name));
}
