namespace Vitrine.Training.Preparation;

/// <summary>Why a data point is dropped or its label repaired: the names that reports count by.</summary>
public static class Reason
{
    /// <summary>A name or row has fewer fields than it should.</summary>
    public const string MissingField = "missing-field";

    /// <summary>A name's fields are not what they should be.</summary>
    public const string MisspeltName = "misspelt-name";

    /// <summary>A label is no age, group or gender.</summary>
    public const string MisspeltLabel = "misspelt-label";

    /// <summary>There is no label at all: no age, no gender, no other attribute.</summary>
    public const string NoLabel = "no-label";

    /// <summary>A range of years that is no age group and cannot be taken for one.</summary>
    public const string VariantLabel = "variant-label";

    /// <summary>The age is known and belongs to no group.</summary>
    public const string BetweenGroups = "age-between-groups";

    /// <summary>The data set names a picture that it does not hold.</summary>
    public const string MissingPicture = "missing-picture";

    /// <summary>The picture cannot be decoded, or is smaller than anything that could show a face.</summary>
    public const string UnreadablePicture = "unreadable-picture";

    /// <summary>The face box lies outside the picture.</summary>
    public const string BoxOutside = "box-outside-picture";

    /// <summary>Byte-identical pictures of one face differ in a label.</summary>
    public const string TwinsDisagree = "twins-disagree";

    /// <summary>The same face of the same file stands there again, with the same labels.</summary>
    public const string ListedTwice = "listed-twice";

    /// <summary>Repaired: a single age instead of a group, and it lies in one.</summary>
    public const string SingleAge = "single-age";

    /// <summary>Repaired: a range of years taken for the age group that it stands for.</summary>
    public const string VariantRepaired = "variant-label";
}
