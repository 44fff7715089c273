using Akka.Actor;

namespace Vitrine.Fleet;

/// <summary>From a link to its receiver: it could not be made, and is tried again.</summary>
/// <param name="Why">What is wrong, in one line.</param>
internal sealed record LinkFailed(string Why) : INoSerializationVerificationNeeded;
