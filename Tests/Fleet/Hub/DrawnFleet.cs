using Vitrine.Fleet.Hub;
using Vitrine.Wire;

namespace Vitrine.Tests.Fleet.Hub;

/// <summary>A fleet of drawn devices, and what happened to it.</summary>
internal sealed class DrawnFleet
{
    public const string Release = "0123456789abcdef0123456789abcdef";

    public List<FleetEvent> Events { get; } = [];

    public DateTimeOffset Now { get; private set; } = DateTimeOffset.UnixEpoch;

    public FleetState Fleet { get; private set; } = FleetState.At(DateTimeOffset.UnixEpoch);

    public RolloutState Rollout => Fleet.Rollout!;

    public IReadOnlyList<string> Chosen => [.. Rollout.Steps.Keys];

    public static DeviceState State(string name, RolloutPhase phase, string task = "gender") =>
        new()
        {
            Device = name,
            Models =
            {
                new LiveModel { Task = task, Version = 3 },
            },
            Progress = new Progress
            {
                Release = phase is RolloutPhase.Unknown ? "" : Release,
                Phase = phase,
                Reason = phase is RolloutPhase.Refused or RolloutPhase.Reverted ? "because" : "",
            },
        };

    public void Begin(FleetPlan plan) =>
        Happen(
            new FleetEvent(FleetEventKind.Started, Now, "somebody", Release)
            {
                Task = "gender",
                Version = 4,
                Plan = plan,
            }
        );

    public void Dial(int devices, string task = "gender", string name = "shop-")
    {
        for (var device = 0; device < devices; device++)
        {
            Hear(State($"{name}{device:00}", RolloutPhase.Unknown, task));
        }
    }

    public void Report(RolloutPhase phase, params IEnumerable<string> devices)
    {
        foreach (var device in devices)
        {
            Hear(State(device, phase));
        }
    }

    public void Pass(TimeSpan time)
    {
        Now += time;
        Advance();
    }

    /// <summary>A hub starts again: it knows what happened, and no device.</summary>
    public void Restart() => Fleet = Events.Aggregate(FleetState.At(Now), (fleet, happened) => fleet.After(happened));

    public Lease.OrderOneofCase Order(string device) => Fleet.LeaseFor(device, new SignedStatement()).OrderCase;

    public void Hear(DeviceState state)
    {
        (Fleet, var happened) = Fleet.Heard(state, Now);
        if (happened is not null)
        {
            Happen(happened);
        }

        Advance();
    }

    private void Happen(FleetEvent happened)
    {
        Events.Add(happened);
        Fleet = Fleet.After(happened);
        Advance();
    }

    private void Advance()
    {
        while (Fleet.Due(Now) is { } due)
        {
            Events.Add(due);
            Fleet = Fleet.After(due);
        }
    }
}
