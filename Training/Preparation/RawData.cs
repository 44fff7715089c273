namespace Vitrine.Training.Preparation;

/// <summary>A data set as it was found.</summary>
/// <param name="Name">For example <c>utkface</c>.</param>
/// <param name="Images">The folder that the faces' files are relative to, absolute.</param>
/// <param name="HasPictures">False: labels alone.</param>
/// <param name="Points">Every data point, the faulty ones too.</param>
public sealed record RawData(string Name, string Images, bool HasPictures, IReadOnlyList<DataPoint> Points);
