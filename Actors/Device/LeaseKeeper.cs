using Akka.Actor;
using Vitrine.Fleet;

namespace Vitrine.Device;

/// <summary>
/// When a device reports to its hub: three times in a lease, and every ten seconds where it has none. A hub that keeps
/// quiet is dialled again. Belongs to the actor whose timers it sets.
/// </summary>
/// <param name="hub">Is dialled again.</param>
/// <param name="timers">Bring <see cref="DialDue"/> and <see cref="LeaseOver"/>.</param>
/// <param name="say">Takes a line for the operator, and whether it is trouble.</param>
internal sealed class LeaseKeeper(IHubLink hub, ITimerScheduler timers, Action<string, bool> say)
{
    private const int RenewEvery = 6;
    private static readonly TimeSpan DialEvery = TimeSpan.FromSeconds(10);

    private bool leased;
    private bool isToldOf;
    private string? failure;
    private int unanswered;

    /// <summary>The hub was told how things are.</summary>
    public void Dialled()
    {
        if (leased)
        {
            return;
        }

        timers.StartSingleTimer(nameof(DialDue), DialDue.Instance, DialEvery);
        if (++unanswered % RenewEvery == 0)
        {
            hub.Renew();
            SayOnce();
        }
    }

    /// <summary>The hub answers.</summary>
    /// <param name="seconds">How long it says that the lease lasts, which may be anything; 1 s to 1 h are taken.</param>
    public void Renew(double seconds)
    {
        if (!leased)
        {
            say("the hub answers", false);
        }

        (leased, isToldOf, failure, unanswered) = (true, true, null, 0);
        // Not a number is not above 1 either.
        var length = TimeSpan.FromSeconds(seconds > 1 ? Math.Min(seconds, 3600) : 1);
        timers.StartSingleTimer(nameof(DialDue), DialDue.Instance, length / 3);
        timers.StartSingleTimer(nameof(LeaseOver), LeaseOver.Instance, length);
    }

    /// <summary>The hub cannot be dialled; a reason is said when it is another than before, until it answers.</summary>
    public void Failed(string why)
    {
        if (!string.Equals(failure, why, StringComparison.Ordinal))
        {
            (failure, isToldOf) = (why, true);
            say($"the hub cannot be dialled: {why}; trying again", true);
        }
    }

    /// <summary>The hub has kept quiet for the length of a lease.</summary>
    public void Over()
    {
        leased = false;
        say("the hub does not answer any more; dialling on", true);
        hub.Renew();
        timers.StartSingleTimer(nameof(DialDue), DialDue.Instance, TimeSpan.Zero);
    }

    /// <summary>A hub that was never heard of: nothing else would tell that the device is not reached.</summary>
    private void SayOnce()
    {
        if (!isToldOf)
        {
            isToldOf = true;
            say(
                "the hub has not answered yet: it is away, does not take this device's certificate, or has another device of this name; dialling on",
                true
            );
        }
    }
}

#pragma warning disable MA0048 // What its timers bring belongs to it.
/// <summary>It is time to tell the hub how things are.</summary>
internal sealed record DialDue : INoSerializationVerificationNeeded
{
    public static readonly DialDue Instance = new();
}

/// <summary>The hub has kept quiet for the length of a lease.</summary>
internal sealed record LeaseOver : INoSerializationVerificationNeeded
{
    public static readonly LeaseOver Instance = new();
}
#pragma warning restore MA0048
