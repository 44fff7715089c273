using Vitrine.Training.Data;

namespace Vitrine.Training.Preparation;

/// <summary>One data point of a data set as it was found, and what became of it.</summary>
public sealed record DataPoint
{
    /// <summary>Where it was found, for a person: a file's name, or a list and its line.</summary>
    public required string Origin { get; init; }

    /// <summary>What is known of it; null: nothing, it is too faulty.</summary>
    public LabelledFace? Face { get; init; }

    /// <summary>Why it is left out, one of <see cref="Reason"/>; null: kept.</summary>
    public string? Dropped { get; init; }

    /// <summary>How its label was put right, one of <see cref="Reason"/>; null: it was not.</summary>
    public string? Repaired { get; init; }

    /// <summary>The age as the data set spells it, where that is free text.</summary>
    public string? AgeText { get; init; }

    /// <summary>The gender as the data set spells it, where that is free text.</summary>
    public string? GenderText { get; init; }

    /// <summary>The official fold, where the data set has them.</summary>
    public int? Fold { get; init; }

    /// <summary>SHA-256 of the picture's bytes; null: not read.</summary>
    public string? Content { get; init; }
}

/// <summary>A data set as it was found.</summary>
/// <param name="Name">For example <c>utkface</c>.</param>
/// <param name="Images">The folder that the faces' files are relative to, absolute.</param>
/// <param name="HasPictures">False: labels alone.</param>
/// <param name="Points">Every data point, the faulty ones too.</param>
public sealed record RawData(string Name, string Images, bool HasPictures, IReadOnlyList<DataPoint> Points);
