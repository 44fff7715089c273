namespace Vitrine.Training.Packaging;

/// <summary>The values that a tensor's 256 steps (uint8) cover; what lies outside is held at the end.</summary>
/// <param name="Min">0 or below, so that a border's 0 is a step of its own.</param>
/// <param name="Max">0 or above, and above <paramref name="Min"/>.</param>
public readonly record struct ActivationRange(float Min, float Max)
{
    /// <summary>Width of a step.</summary>
    public float Scale => (Max - Min) / byte.MaxValue;

    /// <summary>The step that is 0.</summary>
    public byte ZeroPoint => (byte)Math.Clamp(MathF.Round(-Min / Scale), 0, byte.MaxValue);

    /// <summary>The narrowest range that holds two values and 0.</summary>
    public static ActivationRange Holding(float least, float most)
    {
        // A tensor that is always 0 needs a step nevertheless.
        const float NarrowestWidth = 1e-6f;
        least = MathF.Min(0, least);
        return new ActivationRange(least, MathF.Max(MathF.Max(0, most), least + NarrowestWidth));
    }
}
