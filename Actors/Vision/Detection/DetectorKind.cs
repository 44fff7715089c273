namespace Vitrine.Vision.Detection;

/// <summary>
/// A kind of detector. Each is described in its own file, and listed in one line of <see cref="DetectorKinds"/>.
/// </summary>
/// <param name="Name">What it is called.</param>
public sealed record DetectorKind(string Name)
{
    /// <summary>What an operator reads of it at the start.</summary>
    public required Func<DetectorOptions, string> Describe { get; init; }

    /// <summary>The file that it reads, by which models name it; null: none.</summary>
    public Func<DetectorOptions, string?> File { get; init; } = _ => null;

    /// <summary>
    /// Whether it is a network, which looks at colours, finds faces of every size and gives their landmarks; a cascade sees grey, from a
    /// least size on, and gives boxes alone.
    /// </summary>
    public bool IsNetwork { get; init; } = true;

    /// <summary>
    /// Reads what it needs, once; each call of what it returns opens a detector that shares that. The argument is the least
    /// side of a face that is wanted, in pixels; null: the one in the options.
    /// </summary>
    public required Func<DetectorOptions, Func<int?, IFaceDetector>> Load { get; init; }

    /// <summary>The kind of a name.</summary>
    /// <exception cref="FormatException">There is none; the message names all.</exception>
    public static DetectorKind Parse(string text) =>
        DetectorKinds.All.FirstOrDefault(kind => kind.Name.Equals(text, StringComparison.Ordinal))
        ?? throw new FormatException(
            $"'{text}' is none of {string.Join(", ", DetectorKinds.All.Select(kind => kind.Name))}"
        );

    /// <summary>Its name.</summary>
    public override string ToString() => Name;
}

/// <summary>Every kind of detector.</summary>
public static class DetectorKinds
{
    /// <summary>By name one may ask for.</summary>
    public static IReadOnlyList<DetectorKind> All { get; } =
    [NetworkDetector.Kind, YuNetDetector.Kind, HaarDetector.Kind];
}
