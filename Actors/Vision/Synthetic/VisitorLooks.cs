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
    internal static VisitorLooks Draw(SkinTone skin, Dice dice)
    {
        // Deep skin beside blond hair and light eyes is rare enough to look like a mistake.
        var deep = skin.Number >= 6;
        var hair = (HairStyle)dice.Below(Enum.GetValues<HairStyle>().Length);
        return new VisitorLooks(
            skin,
            hair,
            Colour.FromHex(dice.Any(HairColours.AsSpan(0, deep ? 3 : HairColours.Length))),
            Colour.FromHex(dice.Any<int>(Coats)),
            Colour.FromHex(dice.Any<int>(Coats)),
            Colour.FromHex(dice.Any<int>(Shirts)),
            Colour.FromHex(dice.Any(Irises.AsSpan(0, deep ? 2 : Irises.Length))),
            dice.Between(0.95, 1.05),
            dice.Fraction(),
            Glasses: dice.Chance(0.2),
            Beard: hair is HairStyle.Cropped or HairStyle.SideParted or HairStyle.Bald && dice.Chance(0.35),
            Scarf: hair != HairStyle.Headscarf && dice.Chance(0.3)
        );
    }
}
