using Akka.Actor;
using Google.Protobuf;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster.Work;

/// <summary>
/// Whom a worker obeys: the coordinator alone, by where it is and by the secret that the worker gave it. Pure.
/// </summary>
/// <param name="Secret">The worker's.</param>
/// <param name="IsCoordinator">Whether an actor can be the coordinator, or a part of it.</param>
public sealed record WorkerGuard(string Secret, Func<IActorRef, bool> IsCoordinator)
{
    /// <summary>Why a message is not obeyed, in one line; null: it is, as are those of this process itself.</summary>
    public string? FaultOf(object message, IActorRef sender) =>
        message is not IMessage said ? null
        : !IsCoordinator(sender)
            ? $"{said.Descriptor.Name} from {SingleLine.Of($"{sender.Path}", SingleLine.OfPeer)}, which is not the coordinator"
        : SecretOf(said) is { } given && !LeaseSecret.Matches(Secret, given)
            ? $"{said.Descriptor.Name} from somebody who does not know this worker's secret"
        : said is AssignJob order && !JobId.IsWhole(order.Id) ? "AssignJob of what is no job"
        : null;

    private static string? SecretOf(IMessage said) =>
        said switch
        {
            AssignJob order => order.Secret,
            LeaseRenewed renewed => renewed.Secret,
            LeaseRefused refused => refused.Secret,
            ReportsTaken taken => taken.Secret,
            _ => null,
        };
}
