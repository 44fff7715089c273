namespace Vitrine.Vision.Detection;

/// <summary>
/// One Haar-like feature as a cascade file states it: two or three upright rectangles, in pixels of the window,
/// whose pixel sums are weighted and added.
/// </summary>
/// <param name="Rectangles">Two or three rectangles; the first is the whole feature, the others parts of it.</param>
internal sealed record HaarFeature(IReadOnlyList<HaarRectangle> Rectangles);
