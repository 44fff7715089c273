namespace Vitrine.Vision.Synthetic;

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
