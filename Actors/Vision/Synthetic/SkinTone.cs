namespace Vitrine.Vision.Synthetic;

/// <summary>
/// A tone of the Monk Skin Tone scale (Ellis Monk, 2019; https://skintone.google): ten tones, 1 the lightest.
/// </summary>
/// <param name="Number">1 to 10.</param>
/// <param name="Colour">The scale's own colour for it.</param>
public readonly record struct SkinTone(int Number, Colour Colour)
{
    /// <summary>The whole scale, in order.</summary>
    public static IReadOnlyList<SkinTone> Scale { get; } =
    [
        .. new[]
        {
            0xF6EDE4,
            0xF3E7DB,
            0xF7EAD0,
            0xEADABA,
            0xD7BD96,
            0xA07E56,
            0x825C43,
            0x604134,
            0x3A312A,
            0x292420,
        }.Select((rgb, index) => new SkinTone(index + 1, Colour.FromHex(rgb))),
    ];
}
