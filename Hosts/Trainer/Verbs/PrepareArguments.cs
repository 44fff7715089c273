using Vitrine.Training.Preparation;

namespace Vitrine.Hosts.Trainer.Verbs;

/// <summary>What the command line of <c>prepare</c> says.</summary>
/// <param name="Dataset">"utkface", "adience", "csv" or "faces".</param>
/// <param name="Path">The data set's folder, or a list.</param>
/// <param name="Out">The folder for the lists.</param>
/// <param name="Options">How it is prepared.</param>
/// <param name="Faces">How faces are found, for "faces".</param>
public sealed record PrepareArguments(
    string Dataset,
    string Path,
    string Out,
    PreparationOptions Options,
    FaceSearchArguments Faces
);

/// <summary>Who says where the faces in a data set's pictures are; neither of both: its list boxes.csv.</summary>
/// <param name="Teacher">A YuNet that takes any size of picture; null: none.</param>
/// <param name="None">Whether there are no faces.</param>
public sealed record FaceSearchArguments(string? Teacher, bool None);
