using Akka.Actor;
using Akka.Cluster;
using Akka.Event;

namespace Vitrine.Training.Cluster;

/// <summary>Says in the log who comes and goes, and when nobody answers. In: the cluster's events. Out: nothing.</summary>
internal sealed class MembershipLogActor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly ILoggingAdapter log = Context.GetLogger();
    private readonly Akka.Cluster.Cluster cluster = Akka.Cluster.Cluster.Get(Context.System);
    private readonly string seeds;

    /// <param name="seeds">The nodes to join, for people.</param>
    public MembershipLogActor(IReadOnlyList<string> seeds)
    {
        this.seeds = string.Join(", ", seeds);
        Receive<ClusterEvent.MemberUp>(up => log.Info("{0} is in the cluster", Name(up.Member)));
        Receive<ClusterEvent.MemberRemoved>(gone => log.Info("{0} is out of the cluster", Name(gone.Member)));
        Receive<ClusterEvent.UnreachableMember>(lost => log.Warning("{0} does not answer", Name(lost.Member)));
        Receive<ClusterEvent.ReachableMember>(back => log.Info("{0} answers again", Name(back.Member)));
        Receive<Patient>(_ => Complain());
    }

    private enum Patient
    {
        Over,
    }

    /// <inheritdoc />
    public ITimerScheduler Timers { get; set; } = null!;

    /// <inheritdoc />
    protected override void PreStart()
    {
        cluster.Subscribe(
            Self,
            ClusterEvent.SubscriptionInitialStateMode.InitialStateAsEvents,
            typeof(ClusterEvent.MemberUp),
            typeof(ClusterEvent.MemberRemoved),
            typeof(ClusterEvent.IReachabilityEvent)
        );
        Timers.StartSingleTimer(Patient.Over, Patient.Over, Patience);
    }

    /// <inheritdoc />
    protected override void PostStop() => cluster.Unsubscribe(Self);

    private void Complain()
    {
        if (cluster.SelfMember.Status is not MemberStatus.Up)
        {
            log.Warning("no node answers at {0} yet; is a coordinator running there? Trying on", seeds);
        }
    }

    private string Name(Member member) =>
        $"{(member.UniqueAddress.Equals(cluster.SelfUniqueAddress) ? "this node" : $"node {member.Address.Host}:{member.Address.Port}")} ({string.Join(", ", member.Roles.Order(StringComparer.Ordinal))})";
}
