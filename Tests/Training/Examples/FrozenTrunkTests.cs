using Spectre.Console;
using Vitrine.Tests.Training.Packaging;
using Vitrine.Training.Data;
using Vitrine.Training.Examples;
using Vitrine.Training.Monitoring;
using Vitrine.Training.Network;
using Vitrine.Wire;
using Xunit;
using static TorchSharp.torch;

namespace Vitrine.Tests.Training.Examples;

[Collection(nameof(TorchAlone))]
public sealed class FrozenTrunkTests : IDisposable
{
    private const int Freeze = 4;
    private readonly TemporaryFolder folder = new();
    private readonly MobileNetV2 network = DrawnNetwork.Draw(Vitrine.Training.Network.Padding.TensorFlow, classes: 2);
    private readonly FaceView[] views;

    public FrozenTrunkTests()
    {
        var data = PreparedData.Read(DrawnData.Draw(folder["data"], training: 40, others: 2));
        views =
        [
            .. data.Train.Select(
                (face, number) =>
                    new FaceView(
                        Drawn.Of(label: 0, number: number) with
                        {
                            Path = Path.Combine(data.Images, face.File),
                            Face = face.Box!.Value,
                        },
                        number % 2 == 0 ? null : 0
                    )
            ),
        ];
    }

    [Fact]
    public void A_record_does_not_depend_on_which_others_were_missing()
    {
        var atOnce = Fill("one", views);

        Fill("two", views[7..10]);
        Fill("two", [views[39], views[2]]);
        var inParts = Fill("two", views);

        Assert.Equal(atOnce, inParts);
        Assert.Contains(atOnce, value => value != 0);
    }

    [Fact]
    public void A_record_is_what_the_trunk_gives_rounded_to_16_bits()
    {
        var kept = Fill("one", views[..1]);
        using var faces = new FaceInputs(Job());
        using var picture = tensor(faces.Read(views[..1]), [1, .. faces.Shape]);
        using var given = network.UpTo(Freeze, picture);

        Assert.All(
            given.data<float>().ToArray().Zip(kept),
            pair => Assert.Equal((float)(Half)pair.First, pair.Second, 0.01f)
        );
    }

    [Fact]
    public void Weights_preprocessing_augmentation_and_depth_each_have_a_folder_of_their_own()
    {
        Fill("cache", views[..1]);
        Fill("cache", views[..1]);
        Assert.Equal(1, Folders());

        Fill("cache", views[..1], job => job.CropMargin = 1.5);
        Fill("cache", views[..1], job => job.Rotation = 11);
        Fill("cache", views[..1], job => job.Freeze = 5);
        Fill("cache", views[..1], job => job.Seed = 2);
        Assert.Equal(5, Folders());

        using (no_grad())
        {
            ((ConvolutionBlock)network.Features[0]).Norm.running_mean!.add_(0.01);
        }

        Fill("cache", views[..1]);
        Assert.Equal(6, Folders());
        using (no_grad())
        {
            network.Head.weight.add_(0.01);
        }

        Fill("cache", views[..1]);
        Assert.Equal(6, Folders());
    }

    [Fact]
    public void Another_version_of_the_code_that_changes_pictures_has_a_folder_of_its_own()
    {
        Fill("cache", views[..1]);
        Fill("cache", views[..1], version: Augmentation.Version);
        Assert.Equal(1, Folders());

        Fill("cache", views[..1], version: Augmentation.Version + 1);

        Assert.Equal(2, Folders());
    }

    [Fact]
    public void A_fill_that_is_cut_off_goes_on_where_it_was()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => Fill("cut", views, stop: stop));

        Assert.Equal(Fill("one", views), Fill("cut", views));
    }

    public void Dispose()
    {
        network.Dispose();
        folder.Dispose();
    }

    private int Folders() => Directory.GetDirectories(folder["cache"]).Length;

    private static TrainingJob Job(Action<TrainingJob>? change = null) =>
        Drawn.Gender(job =>
        {
            (job.Width, job.Size, job.Freeze) = (0.1, 32, Freeze);
            change?.Invoke(job);
        });

    private float[] Fill(
        string cache,
        FaceView[] some,
        Action<TrainingJob>? change = null,
        CancellationTokenSource? stop = null,
        int? version = null
    )
    {
        var job = Job(change);
        using var writer = new StringWriter();
        using var progress = new TrainingProgress(
            AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(writer) }),
            TimeProvider.System
        );
        using var faces = new FaceInputs(job);
        using var trunk = version is { } other
            ? new FrozenTrunk(job, network, faces, folder[cache], CPU, other)
            : new FrozenTrunk(job, network, faces, folder[cache], CPU);
        trunk.Fill(some, progress, stop?.Token ?? CancellationToken.None);
        return trunk.Read(some);
    }
}
