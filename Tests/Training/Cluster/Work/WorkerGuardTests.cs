using Akka.Actor;
using Google.Protobuf;
using Vitrine.Training.Cluster;
using Vitrine.Training.Cluster.Work;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Cluster.Work;

public sealed class WorkerGuardTests
{
    private static readonly string Secret = LeaseSecret.New();

    public static TheoryData<IMessage> FromTheCoordinator =>
        [
            new AssignJob { Id = "1-ab", Secret = Secret },
            new LeaseRenewed { Secret = Secret },
            new LeaseRefused { Secret = Secret },
            new ReportsTaken { Secret = Secret },
            new OfferTaken(),
        ];

    public static TheoryData<IMessage> Forged =>
        [
            new AssignJob { Id = "1-ab", Secret = LeaseSecret.New() },
            new AssignJob { Id = "../../victim", Secret = Secret },
            new LeaseRenewed(),
            new LeaseRefused { Secret = "x" },
            new ReportsTaken { Secret = LeaseSecret.New() },
        ];

    [Theory]
    [MemberData(nameof(FromTheCoordinator))]
    public void The_coordinator_is_obeyed_and_nobody_else(IMessage said)
    {
        Assert.Null(new WorkerGuard(Secret, _ => true).FaultOf(said, ActorRefs.Nobody));
        OneLine.Says(
            new WorkerGuard(Secret, _ => false).FaultOf(said, ActorRefs.Nobody)!,
            said.Descriptor.Name,
            "is not the coordinator"
        );
    }

    [Theory]
    [MemberData(nameof(Forged))]
    public void Without_the_secret_not_even_who_seems_to_be_it(IMessage said) =>
        OneLine.Says(new WorkerGuard(Secret, _ => true).FaultOf(said, ActorRefs.Nobody)!, said.Descriptor.Name);

    [Fact]
    public void What_the_process_tells_itself_is_no_concern_of_it() =>
        Assert.Null(new WorkerGuard(Secret, _ => false).FaultOf(LeaveWork.Instance, ActorRefs.Nobody));
}
