namespace Vitrine.Vision.Detection;

/// <summary>How a feature's value is put together from the summed pixels at its corners.</summary>
internal enum HaarShape
{
    /// <summary>Two rectangles of any place and weight: 8 corners.</summary>
    Rectangles,

    /// <summary>A rectangle against its own half: 6 corners, because the halves share an edge.</summary>
    Halves,

    /// <summary>Two diagonal quarters against the whole: 9 corners, because the quarters share edges.</summary>
    Checker,

    /// <summary>The same with the other diagonal, which negates the value.</summary>
    CounterChecker,
}
