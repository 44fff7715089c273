namespace Vitrine.Vision;

/// <summary>How large the picture is, in pixels.</summary>
public readonly record struct FrameSize(int Width, int Height);
