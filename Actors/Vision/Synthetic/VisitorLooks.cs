namespace Vitrine.Vision.Synthetic;

/// <summary>
/// How a visitor is drawn. It is decoration: no age and no gender is meant by any of it, and no classifier can be
/// judged by it.
/// </summary>
/// <param name="Skin">The tone of face and neck.</param>
/// <param name="Hair">What is on the head.</param>
/// <param name="HairColour">Colour of the hair, also of the brows.</param>
/// <param name="HatColour">Colour of hat or headscarf.</param>
/// <param name="Coat">Colour of the coat.</param>
/// <param name="Shirt">Colour of what shows under the coat.</param>
/// <param name="Iris">Colour of the eyes.</param>
/// <param name="FaceWidth">Width of the face relative to the usual one, 0.95 to 1.05.</param>
/// <param name="Smile">How wide the mouth smiles, 0 to 1.</param>
/// <param name="Glasses">Whether glasses are worn.</param>
/// <param name="Beard">Whether a beard is worn.</param>
/// <param name="Scarf">Whether a scarf, of the shirt's colour, is worn over the coat.</param>
public sealed record VisitorLooks(
    SkinTone Skin,
    HairStyle Hair,
    Colour HairColour,
    Colour HatColour,
    Colour Coat,
    Colour Shirt,
    Colour Iris,
    double FaceWidth,
    double Smile,
    bool Glasses,
    bool Beard,
    bool Scarf
)
{
    private static readonly int[] HairColours =
    [
        0x1C1714,
        0x2B1D14,
        0x3D2817,
        0x5B3A1E,
        0x7A4A22,
        0x9C5A2A,
        0xC99B52,
        0x8E8A86,
        0xD8D4CC,
    ];

    private static readonly int[] Coats =
    [
        0x2F4858,
        0x86312B,
        0x33658A,
        0x3B6B4C,
        0xC98B2B,
        0x5D4A66,
        0x8A5A44,
        0x2B2D42,
        0x9A4F6A,
        0x6B7A3A,
    ];

    private static readonly int[] Shirts = [0xF2E9DC, 0xE9C46A, 0xE76F51, 0x8AB6C1, 0xD9A5B3, 0x6A994E, 0xF4F1EA];

    private static readonly int[] Irises = [0x3A2414, 0x4B3018, 0x5C4A22, 0x3F5F6F, 0x4C6B45];

    /// <summary>Dresses a visitor.</summary>
    internal static VisitorLooks Draw(SkinTone skin, SeededRandom random)
    {
        // Deep skin beside blond hair and light eyes is rare enough to look like a mistake.
        var deep = skin.Number >= 6;
        var hair = (HairStyle)random.Below(Enum.GetValues<HairStyle>().Length);
        return new VisitorLooks(
            skin,
            hair,
            Colour.FromHex(random.Any(HairColours.AsSpan(0, deep ? 3 : HairColours.Length))),
            Colour.FromHex(random.Any<int>(Coats)),
            Colour.FromHex(random.Any<int>(Coats)),
            Colour.FromHex(random.Any<int>(Shirts)),
            Colour.FromHex(random.Any(Irises.AsSpan(0, deep ? 2 : Irises.Length))),
            random.Between(0.95, 1.05),
            random.Fraction(),
            Glasses: random.Chance(0.2),
            Beard: hair is HairStyle.Cropped or HairStyle.SideParted or HairStyle.Bald && random.Chance(0.35),
            Scarf: hair != HairStyle.Headscarf && random.Chance(0.3)
        );
    }
}

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

/// <summary>What a visitor wears on the head, grown or put on.</summary>
public enum HairStyle
{
    /// <summary>Short all round.</summary>
    Cropped,

    /// <summary>Short, combed to one side.</summary>
    SideParted,

    /// <summary>A round crown of curls.</summary>
    Curls,

    /// <summary>To the chin, with a fringe.</summary>
    Bob,

    /// <summary>Over the shoulders.</summary>
    Flowing,

    /// <summary>Tied up in a bun.</summary>
    Bun,

    /// <summary>None.</summary>
    Bald,

    /// <summary>A knitted hat.</summary>
    Beanie,

    /// <summary>A scarf round head and neck.</summary>
    Headscarf,
}
