namespace Vitrine.Training.Preparation;

/// <summary>What reading a picture told.</summary>
/// <param name="Content">SHA-256 of its bytes, lower-case hexadecimal; null: it cannot be read at all.</param>
/// <param name="Width">In pixels; 0: it cannot be decoded.</param>
/// <param name="Height">In pixels; 0: it cannot be decoded.</param>
/// <param name="Fault">Why it is no good, one of <see cref="Reason"/>; null: it is.</param>
internal readonly record struct Picture(string? Content, int Width, int Height, string? Fault);
