using System.Globalization;
using Vitrine.Models;
using Vitrine.Training.Data;

namespace Vitrine.Training.Preparation;

/// <summary>What Adience's age label means.</summary>
/// <param name="Years">Full years, where it is a single age.</param>
/// <param name="Group">Index in <see cref="Demography.AgeGroups"/>; null: none.</param>
/// <param name="Repaired">How it was put right; null: it was not.</param>
/// <param name="Fault">Why it cannot be used; null: it can, or there is none.</param>
public readonly record struct AdienceAge(int? Years, int? Group, string? Repaired = null, string? Fault = null)
{
    /// <summary>The groups as the label files spell them.</summary>
    private static readonly string[] Groups =
    [
        "(0, 2)",
        "(4, 6)",
        "(8, 12)",
        "(15, 20)",
        "(25, 32)",
        "(38, 43)",
        "(48, 53)",
        "(60, 100)",
    ];

    /// <summary>
    /// Ranges that are no group. One that touches a single group stands for it; one that touches two gives no group.
    /// </summary>
    private static readonly Dictionary<string, int?> Variants = new()
    {
        ["(8, 13)"] = 2,
        ["(27, 32)"] = 4,
        // The digits of 32 were swapped: all are of one album, whose other labels are (25, 32).
        ["(25, 23)"] = 4,
        ["(38, 42)"] = 5,
        // From one group into the next.
        ["(8, 23)"] = null,
        ["(38, 48)"] = null,
    };

    /// <summary>Reads a label.</summary>
    public static AdienceAge Of(string text)
    {
        if (text is "" or "None")
        {
            return default;
        }

        if (Array.IndexOf(Groups, text) is >= 0 and var group)
        {
            return new AdienceAge(null, group);
        }

        if (Variants.TryGetValue(text, out var variant))
        {
            return variant is null
                ? new AdienceAge(null, null, Fault: Reason.VariantLabel)
                : new AdienceAge(null, variant, Reason.VariantRepaired);
        }

        return
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var years)
            && years <= LabelledFace.OldestAge
            ? new AdienceAge(
                years,
                Demography.GroupOf(years),
                Demography.GroupOf(years) is null ? null : Reason.SingleAge
            )
            : new AdienceAge(null, null, Fault: text.StartsWith('(') ? Reason.VariantLabel : Reason.MisspeltLabel);
    }
}
