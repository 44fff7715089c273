using System.Runtime.InteropServices;

namespace Vitrine.Vision.Detection;

/// <summary>A rectangle of a feature in window pixels, with its weight.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HaarRectangle(int X, int Y, int Width, int Height, float Weight)
{
    public int Right => X + Width;

    public int Bottom => Y + Height;
}
