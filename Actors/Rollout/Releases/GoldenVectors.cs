using Vitrine.Classification;
using Vitrine.Protocol;

namespace Vitrine.Rollout.Releases;

/// <summary>
/// Whether a model says here what it said on the machine that released it: catches a runtime or a processor that computes
/// differently, which no hash of the file can.
/// </summary>
public static class GoldenVectors
{
    /// <summary>Vectors of a release that Vitrine makes.</summary>
    public const int Usual = 8;

    /// <summary>Tolerance of a release that Vitrine makes: int8 kernels differ between processors.</summary>
    public const double UsualTolerance = 0.05;

    /// <summary>What a model says of the first <paramref name="count"/> golden pictures.</summary>
    public static IEnumerable<GoldenVector> Of(FaceNetwork network, int count = Usual)
    {
        for (var seed = 1u; seed <= count; seed++)
        {
            using var picture = GoldenPicture.Draw(seed);
            yield return new GoldenVector
            {
                Seed = seed,
                Probabilities = { network.Classify(picture, GoldenPicture.Face) },
            };
        }
    }

    /// <summary>Compares; also warms the network up.</summary>
    /// <exception cref="RefusedReleaseException">It says something else.</exception>
    public static void Check(FaceNetwork network, Release release)
    {
        foreach (var golden in release.Statement.Golden)
        {
            using var picture = GoldenPicture.Draw(golden.Seed);
            var said = network.Classify(picture, GoldenPicture.Face);
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
