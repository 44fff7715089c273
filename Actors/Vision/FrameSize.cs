namespace Vitrine.Vision;

/// <summary>How large the picture is, in pixels.</summary>
public readonly record struct FrameSize(int Width, int Height)
{
    /// <summary>
    /// Pixels of a picture, at the most: 6000 x 4000, three times those of 4K. What says that it has more is refused before it is
    /// decoded, since a file of a few kilobytes could else fill the memory.
    /// </summary>
    public const int MaxPixels = 25_000_000;

    /// <summary>Refuses a picture that is too large.</summary>
    /// <param name="what">What says that it is of this size.</param>
    /// <exception cref="IOException">It has more than <see cref="MaxPixels"/>.</exception>
    public void Require(string what)
    {
        if ((long)Width * Height > MaxPixels)
        {
            throw new IOException(
                $"{what} has pictures of {Width} x {Height} pixels; at most {MaxPixels / 1_000_000} million are read: make them smaller"
            );
        }
    }
}
