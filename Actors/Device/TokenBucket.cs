namespace Vitrine.Device;

/// <summary>
/// A rate limit that saves nothing up beyond its size: one token is one byte. Pure; time is counted from any fixed point.
/// </summary>
/// <param name="PerSecond">Tokens that come in a second, above 0.</param>
/// <param name="Size">Tokens that it holds at most, at least as many as are ever taken at once.</param>
/// <param name="Tokens">Tokens at the time <paramref name="At"/>.</param>
/// <param name="At">When.</param>
public sealed record TokenBucket(double PerSecond, double Size, double Tokens, TimeSpan At)
{
    /// <summary>A full one.</summary>
    public static TokenBucket Full(double perSecond, double size, TimeSpan now) => new(perSecond, size, size, now);

    /// <summary>How long until so many tokens are there; zero: they are.</summary>
    public TimeSpan Until(double tokens, TimeSpan now)
    {
        var missing = tokens - Filled(now);
        return missing <= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(missing / PerSecond);
    }

    /// <summary>Takes tokens that are there.</summary>
    public TokenBucket Take(double tokens, TimeSpan now) => this with { Tokens = Filled(now) - tokens, At = now };

    private double Filled(TimeSpan now) => Math.Min(Size, Tokens + ((now - At).TotalSeconds * PerSecond));
}
