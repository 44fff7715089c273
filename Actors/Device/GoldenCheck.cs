using Vitrine.Fleet.Releases;
using Vitrine.Models;
using Vitrine.Vision.Attributes;

namespace Vitrine.Device;

/// <summary>
/// Whether a model says here what it said on the machine that released it: catches a runtime or a processor that computes
/// differently, which no hash of the file can.
/// </summary>
public static class GoldenCheck
{
    /// <summary>Compares; also warms the network up.</summary>
    /// <exception cref="RefusedReleaseException">It says something else.</exception>
    /// <exception cref="InvalidModelException">It fails on one, or takes too long.</exception>
    public static void Run(FaceNetwork network, Release release)
    {
        foreach (var golden in release.Statement.Golden)
        {
            var said = GoldenVectors.Ask(network, golden.Seed);
            // Unlike Max of a sequence, Math.Max keeps what is not a number, which is no answer either.
            var difference = said.Zip(golden.Probabilities, (here, there) => Math.Abs(here - there))
                .Aggregate(Math.Max);
            if (!(difference <= release.Statement.GoldenTolerance))
            {
                throw new RefusedReleaseException(
                    RefusalReason.Golden,
                    $"on this device it differs by {difference:0.000} from what it said when it was released; allowed are {release.Statement.GoldenTolerance:0.000}"
                );
            }
        }
    }
}
