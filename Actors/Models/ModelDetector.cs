namespace Vitrine.Models;

/// <summary>What found the faces that a model was trained on; a device's detector should be the same.</summary>
/// <param name="Kind">"haar", "yunet", or <see cref="Boxes"/>.</param>
/// <param name="File">The name of its file; null: not known.</param>
/// <param name="Sha256">SHA-256 of that file, 64 hexadecimal digits; null: not known.</param>
public sealed record ModelDetector(string Kind, string? File = null, string? Sha256 = null)
{
    /// <summary>The kind of a model whose faces all came with a box in their list, so that nothing was searched for.</summary>
    public const string Boxes = "boxes";

    /// <summary>Whether another one finds faces in another way, as far as both are known; boxes of a list are no way.</summary>
    public bool DiffersFrom(ModelDetector other) =>
        Kind is not Boxes
        && other.Kind is not Boxes
        && (
            !Kind.Equals(other.Kind, StringComparison.Ordinal)
            || (
                Sha256 is { } hash && other.Sha256 is { } its
                    ? !hash.Equals(its, StringComparison.OrdinalIgnoreCase)
                    : File is { } file && other.File is { } name && !file.Equals(name, StringComparison.Ordinal)
            )
        );
}
