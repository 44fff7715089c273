using OpenCvSharp;
using Vitrine.Device;
using Vitrine.Fleet.Releases;
using Vitrine.Models;
using Vitrine.Tests.Vision.Attributes;
using Vitrine.Vision.Attributes;
using Xunit;

namespace Vitrine.Tests.Device;

public sealed class GoldenVectorsTests : IDisposable
{
    private readonly TinyReleases releases = new();

    [Fact]
    public void A_model_says_of_drawn_pictures_what_it_said_when_it_was_released()
    {
        var release = releases.Release();
        using var network = new FaceNetwork(releases.Model("gender", TinyModels.Gender));

        GoldenCheck.Run(network, release);

        Assert.Equal(GoldenVectors.Usual, release.Statement.Golden.Count);
    }

    [Fact]
    public void A_model_that_says_something_else_is_refused()
    {
        var release = releases.Release();
        var mirrored = TinyOnnx.OfMeanColour(TinyModels.Size, [-4, 4, 0, 0, 0, 0], [0, 0], declared: 2);
        using var network = new FaceNetwork(releases.Model("gender", mirrored));

        var refused = Assert.Throws<RefusedReleaseException>(() => GoldenCheck.Run(network, release));

        Assert.Equal(RefusalReason.Golden, refused.Reason);
        OneLine.Says(refused.Message, "differs by");
    }

    [Fact]
    public void A_golden_vector_that_holds_no_number_is_refused()
    {
        var signed = releases.Changed(statement => statement.Golden[0].Probabilities[0] = float.NaN);
        using var network = new FaceNetwork(releases.Model("gender", TinyModels.Gender));

        var refused = Assert.Throws<RefusedReleaseException>(() =>
            GoldenCheck.Run(network, ReleaseVerification.Read(signed, releases.Keys))
        );

        Assert.Equal(RefusalReason.Golden, refused.Reason);
    }

    [Fact]
    public void The_pictures_differ_from_each_other_and_are_the_same_everywhere()
    {
        using var first = GoldenPicture.Draw(1);
        using var again = GoldenPicture.Draw(1);
        using var second = GoldenPicture.Draw(2);

        Assert.Equal(0, Cv2.Norm(first, again));
        Assert.True(Cv2.Norm(first, second) > 1000);
        // Drawn by whole numbers only, so that this holds on any machine.
        Assert.Equal(Sum, (long)Cv2.Sum(first).Val0);
    }

    [Fact]
    public void A_model_that_never_answers_about_a_golden_picture_is_no_model()
    {
        using var network = new FaceNetwork(
            releases.Model("gender", TinyModels.EndlessGender),
            most: TimeSpan.FromSeconds(0.2)
        );

        var endless = Assert.Throws<InvalidModelException>(() => GoldenVectors.Of(network).ToArray());

        OneLine.Says(endless.Message, "golden picture 1", "0.2 s");
    }

    public void Dispose() => releases.Dispose();

    private const long Sum = 3_428_237;
}
