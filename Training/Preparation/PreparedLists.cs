using Vitrine.Training.Data;

namespace Vitrine.Training.Preparation;

/// <summary>A prepared data set, ready to be written.</summary>
/// <param name="Points">Every data point and what became of it.</param>
/// <param name="Lists">The lists by file name.</param>
/// <param name="Report">Every count.</param>
public sealed record PreparedLists(
    IReadOnlyList<DataPoint> Points,
    IReadOnlyDictionary<string, IReadOnlyList<LabelledFace>> Lists,
    PreparationReport Report
);
