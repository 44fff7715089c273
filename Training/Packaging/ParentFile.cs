namespace Vitrine.Training.Packaging;

/// <summary>A file that a model was made of.</summary>
/// <param name="File">Its name, without folders.</param>
/// <param name="Sha256">Of its content, 64 hexadecimal digits.</param>
public sealed record ParentFile(string File, string Sha256);
