using System.Collections.Immutable;
using Google.Protobuf;
using Vitrine.Fleet.Releases;
using Vitrine.Wire;

namespace Vitrine.Fleet.Hub;

/// <summary>What every device would refuse is refused by the hub, before anybody is troubled.</summary>
internal static class ReleaseAdmission
{
    /// <summary>Verifies a release that somebody wants to start.</summary>
    /// <param name="signed">The release.</param>
    /// <param name="keys">Folder of the public keys whose releases are taken.</param>
    /// <param name="released">The highest version of each task so far.</param>
    /// <param name="now">The time.</param>
    /// <param name="say">Takes a line for the operator.</param>
    /// <exception cref="BadInputException">It is refused; the message says why.</exception>
    public static Release Check(
        SignedStatement signed,
        string keys,
        ImmutableDictionary<string, int> released,
        DateTimeOffset now,
        Action<string> say
    )
    {
        try
        {
            var task = Statement.Parser.ParseFrom(signed.Statement).Task;
            var highest = released.SetItem(task, released.GetValueOrDefault(task));
            // Each device asks for as many signatures as its rollout.threshold says.
            var ring = KeyRing.Open(keys, keys);
            ring.Learn(signed.KeyChanges, say);
            return ReleaseVerification.Verify(
                signed,
                ring.Current,
                new ReleaseTerms(highest, new Version(int.MaxValue, 0), now)
            );
        }
        catch (Exception refused)
            when (refused is RefusedReleaseException or InvalidProtocolBufferException or InvalidDataException)
        {
            throw new BadInputException($"the release is refused: {refused.Message}", refused);
        }
    }
}
