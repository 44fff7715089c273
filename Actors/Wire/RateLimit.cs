namespace Vitrine.Wire;

/// <summary>
/// Lets a few lines of a kind through in each period and counts the rest, so that a stage that fails on every picture does
/// not flood the log. Pure: each step makes the next.
/// </summary>
/// <param name="Begun">When the current period began.</param>
/// <param name="Passed">Lines let through in it.</param>
/// <param name="HeldBack">Lines held back in it.</param>
public sealed record RateLimit(DateTimeOffset Begun, int Passed, int HeldBack)
{
    /// <summary>Length of a period.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    /// <summary>Lines of a kind that a period lets through.</summary>
    public const int Most = 3;

    /// <summary>Nothing logged yet.</summary>
    public static RateLimit Fresh { get; } = new(DateTimeOffset.MinValue, 0, 0);

    /// <summary>One more line wants through.</summary>
    /// <returns>The next state, whether the line may pass, and how many were held back in the period before.</returns>
    public (RateLimit Next, bool Pass, int HeldBackBefore) Ask(DateTimeOffset now)
    {
        if (now - Begun >= Period)
        {
            return (new RateLimit(now, 1, 0), true, HeldBack);
        }

        return Passed < Most
            ? (this with { Passed = Passed + 1 }, true, 0)
            : (this with { HeldBack = HeldBack + 1 }, false, 0);
    }
}
