using System.Collections.Immutable;
using Vitrine.Fleet.Releases;
using Vitrine.Models;
using Vitrine.Vision.Attributes;
using Vitrine.Wire;

namespace Vitrine.Device;

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
    /// <exception cref="InvalidModelException">It fails on one, or takes too long.</exception>
    public static IEnumerable<GoldenVector> Of(FaceNetwork network, int count = Usual)
    {
        for (var seed = 1u; seed <= count; seed++)
        {
            yield return new GoldenVector { Seed = seed, Probabilities = { Ask(network, seed) } };
        }
    }

    /// <summary>Compares; also warms the network up.</summary>
    /// <exception cref="RefusedReleaseException">It says something else.</exception>
    /// <exception cref="InvalidModelException">It fails on one, or takes too long.</exception>
    public static void Check(FaceNetwork network, Release release)
    {
        foreach (var golden in release.Statement.Golden)
        {
            var said = Ask(network, golden.Seed);
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

    private static ImmutableArray<float> Ask(FaceNetwork network, uint seed)
    {
        using var picture = GoldenPicture.Draw(seed);
        try
        {
            return network.Classify(picture, GoldenPicture.Face);
        }
        catch (Exception broken)
        {
            throw new InvalidModelException(
                $"the model cannot tell golden picture {seed}: {broken.Message.ReplaceLineEndings(" ")}",
                broken
            );
        }
    }
}
