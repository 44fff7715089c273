using Akka.Actor;
using Google.Protobuf;

namespace Vitrine.Fleet.Hub;

/// <summary>
/// An order of somebody who may give it, or the refusal for somebody who may not. Only this process can say so: it has no
/// form in which it could come from outside, so a peer that sends the order itself to the hub's other actor is not obeyed.
/// </summary>
/// <param name="Order">The order, or the refusal.</param>
internal sealed record Ordered(IMessage Order) : INoSerializationVerificationNeeded;
