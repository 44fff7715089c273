namespace Vitrine.Bench;

/// <summary>Frames per second of one run, and the faces it found in a frame on average, to see that both did the same work.</summary>
internal sealed record Throughput(double Fps, double FacesPerFrame);
