using System.Collections.Immutable;
using Vitrine.Models;
using Vitrine.Wire;

namespace Vitrine.Vision.Attributes;

/// <summary>What a model says of drawn pictures, so that another machine can tell whether it says the same there.</summary>
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

    /// <summary>What a model says of the usual golden pictures, as the file beside it holds it; also makes sure that it loads.</summary>
    /// <exception cref="InvalidModelException">It does not do what its manifest says.</exception>
    public static GoldenFile Of(FaceModel model)
    {
        using var network = new FaceNetwork(model);
        return new GoldenFile
        {
            Sha256 = model.Manifest.Sha256.ToLowerInvariant(),
            Golden = { Of(network) },
            Tolerance = UsualTolerance,
        };
    }

    /// <summary>What a model says of one golden picture.</summary>
    /// <exception cref="InvalidModelException">It fails on it, or takes too long.</exception>
    public static ImmutableArray<float> Ask(FaceNetwork network, uint seed)
    {
        using var picture = GoldenPicture.Draw(seed);
        try
        {
            return network.Classify(picture, GoldenPicture.Face);
        }
        catch (Exception broken)
        {
            throw new InvalidModelException(
                $"the model cannot tell golden picture {seed}: {SingleLine.Of(broken.Message)}",
                broken
            );
        }
    }
}
