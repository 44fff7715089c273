using System.Collections.Immutable;
using Vitrine.Models;
using Vitrine.Vision;

namespace Vitrine.Training.Data;

/// <summary>One face in one picture, and what is known of it: a row of a list.</summary>
public sealed record LabelledFace
{
    /// <summary>The greatest age that a face is believed to have, in years.</summary>
    public const int OldestAge = 120;

    /// <summary>A list without other columns.</summary>
    public static readonly IReadOnlyDictionary<string, string> NoOthers = ImmutableDictionary<string, string>.Empty;

    /// <summary>The picture, relative to the images' folder, with '/' between folders.</summary>
    public required string File { get; init; }

    /// <summary>Full years, 0 to <see cref="OldestAge"/>; null: not known, or known only as a group.</summary>
    public int? Age { get; init; }

    /// <summary>Index in <see cref="Demography.AgeGroups"/>; null: not known, or an age between two groups.</summary>
    public int? Group { get; init; }

    /// <summary>Index in <see cref="Demography.Genders"/> (0 female, 1 male); null: not known.</summary>
    public int? Gender { get; init; }

    /// <summary>The face in the picture, in pixels; null: not known.</summary>
    public Box? Box { get; init; }

    /// <summary>Who it is, where the data set has that: pictures of one subject are never on two sides of a split.</summary>
    public string? Subject { get; init; }

    /// <summary>Its fields in the other columns of its list, by column; an empty field is not there.</summary>
    public IReadOnlyDictionary<string, string> Others { get; init; } = NoOthers;
}
