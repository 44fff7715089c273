using OpenCvSharp;
using Vitrine.Models;
using Vitrine.Vision;
using Vitrine.Vision.Attributes;
using Xunit;

namespace Vitrine.Tests.Vision.Attributes;

public sealed class ModelSlotTests : IDisposable
{
    private static readonly Box Face = new(5, 5, 20, 20);

    private readonly TemporaryFolder first = new();
    private readonly TemporaryFolder second = new();
    private readonly Mat white = new(48, 64, MatType.CV_8UC3, Scalar.White);
    private readonly FaceModel female;
    private readonly FaceModel male;

    public ModelSlotTests()
    {
        female = FaceModel.Open(TinyModels.Write(first.Path, "gender", TinyModels.Gender));
        var mirrored = TinyOnnx.OfMeanColour(TinyModels.Size, [-4, 4, 0, 0, 0, 0], [0, 0], declared: 2);
        male = FaceModel.Open(TinyModels.Write(second.Path, "gender", mirrored));
    }

    [Fact]
    public void A_stage_takes_what_lies_ready_and_the_network_before_it_is_freed()
    {
        using var slot = new ModelSlot(female);
        var held = slot.Load();
        Assert.Same(held, slot.Current(held));

        var ready = new FaceNetwork(male);
        slot.Swap(male, ready);

        Assert.Same(male, slot.Live);
        Assert.Same(ready, slot.Current(held));
        Assert.Same(ready, slot.Current(ready));
        ready.Dispose();
    }

    [Fact]
    public void A_stage_that_starts_after_a_swap_begins_with_the_new_model()
    {
        using var slot = new ModelSlot(female);
        slot.Swap(male, new FaceNetwork(male));

        using var taken = slot.Load();
        using var anew = slot.Load();

        Assert.True(taken.Classify(white, Face)[1] > 0.9);
        Assert.True(anew.Classify(white, Face)[1] > 0.9);
    }

    [Fact]
    public void Of_two_swaps_that_no_frame_saw_the_last_counts()
    {
        using var slot = new ModelSlot(female);
        var held = slot.Load();
        slot.Swap(male, new FaceNetwork(male));
        var last = new FaceNetwork(female);
        slot.Swap(female, last);

        Assert.Same(last, slot.Current(held));
        last.Dispose();
    }

    [Fact]
    public async Task Swapped_as_fast_as_can_be_every_face_is_described_by_a_live_model()
    {
        using var slot = new ModelSlot(female);
        var swapper = Task.Run(
            () =>
            {
                for (var i = 0; i < 100; i++)
                {
                    var model = i % 2 == 0 ? male : female;
                    slot.Swap(model, new FaceNetwork(model));
                }
            },
            TestContext.Current.CancellationToken
        );

        var network = slot.Load();
        var faces = 0;
        while (!swapper.IsCompleted || faces < 100)
        {
            network = slot.Current(network);
            Assert.Equal(1, network.Classify(white, Face).Sum(), 0.01);
            faces++;
        }

        await swapper;
        Assert.Same(female, slot.Live);
        network = slot.Current(network);
        Assert.True(network.Classify(white, Face)[0] > 0.9);
        network.Dispose();
    }

    public void Dispose()
    {
        white.Dispose();
        first.Dispose();
        second.Dispose();
    }
}
