using System.Runtime.InteropServices;

namespace Vitrine.Vision.Sources;

/// <summary>
/// Tells a camera that sends pictures on which nobody can be seen: the same again and again, black, or without any contrast. Looks at a
/// picture a second. One thread looks, any may ask.
/// </summary>
/// <param name="patience">How long pictures have to be so.</param>
/// <param name="warn">Takes a line for the operator when it begins and when it ends.</param>
public sealed class PictureWatch(TimeSpan patience, Action<string> warn)
{
    /// <summary>What may be wrong.</summary>
    public static IReadOnlyList<string> Faults { get; } = ["frozen", "dark", "covered"];

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // Of 255. Noise alone stays below, a dim room does not.
    private const double Dark = 16;
    private const double Contrast = 6;

    // No divisor of any row's length: samples lie all over the picture.
    private const int SampleEvery = 97;
    private (string? Sign, TimeSpan Since) seen;
    private TimeSpan? last;
    private ulong before;
    private string? fault;

    /// <summary>Which of <see cref="Faults"/> it has; null: nothing.</summary>
    public string? Fault => Volatile.Read(ref fault);

    /// <summary>Looks at a picture.</summary>
    public unsafe void Look(Frame frame)
    {
        if (frame.Time - last < Pause)
        {
            return;
        }

        last = frame.Time;
        var length = (int)(frame.Pixels.DataEnd - frame.Pixels.DataStart);
        var sign = SignOf(new ReadOnlySpan<byte>(frame.Pixels.DataPointer, length));
        seen = string.Equals(sign, seen.Sign, StringComparison.Ordinal) ? seen : (sign, frame.Time);
        Tell(sign is not null && frame.Time - seen.Since >= patience ? sign : null);
    }

    private string? SignOf(ReadOnlySpan<byte> pixels)
    {
        var (sum, squares, count) = (0.0, 0.0, 0);
        for (var at = 0; at < pixels.Length; at += SampleEvery)
        {
            sum += pixels[at];
            squares += pixels[at] * pixels[at];
            count++;
        }

        var (mean, same) = (sum / count, before);
        before = Hash(pixels);
        return mean < Dark ? "dark"
            : Math.Sqrt(Math.Max(0, (squares / count) - (mean * mean))) < Contrast ? "covered"
            : before == same ? "frozen"
            : null;
    }

    // FNV-1a over words instead of bytes.
    private static ulong Hash(ReadOnlySpan<byte> pixels)
    {
        var hash = 14695981039346656037;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(pixels))
        {
            hash = (hash ^ word) * 1099511628211;
        }

        return hash;
    }

    private void Tell(string? now)
    {
        if (string.Equals(now, Fault, StringComparison.Ordinal))
        {
            return;
        }

        warn(
            now switch
            {
                "dark" => "the camera is dark: its pictures are black",
                "covered" => "the camera is covered: its pictures show one plain colour",
                "frozen" => "the camera is frozen: it sends the same picture again and again; switch it off and on",
                _ => $"the camera is not {Fault} any more",
            }
        );
        Volatile.Write(ref fault, now);
    }
}
