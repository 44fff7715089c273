using Akka.Actor;
using Vitrine.Fleet.Releases;

namespace Vitrine.Device;

/// <summary>From whoever works on a candidate to its parent: so far it is.</summary>
/// <param name="Release">The candidate.</param>
/// <param name="Received">Bytes of it that are here.</param>
/// <param name="Resent">Bytes among all received that were here before.</param>
/// <param name="Text">What it waits for, in a line; empty: for the next chunk.</param>
internal sealed record CandidateProgress(Release Release, long Received, long Resent, string Text = "")
    : INoSerializationVerificationNeeded;
