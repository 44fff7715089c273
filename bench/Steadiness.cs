namespace Vitrine.Bench;

/// <summary>Managed bytes per frame over a number of frames, and the faces found meanwhile, which should be none.</summary>
internal sealed record Steadiness(double BytesPerFrame, long Frames, long Faces);
