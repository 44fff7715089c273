using Vitrine.Device;
using Vitrine.Fleet.Releases;
using Vitrine.Models;
using Vitrine.Tests.Vision.Attributes;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Device;

/// <summary>
/// A device's life with releases, its power lost before every single operation on its disk, and in every way: it starts
/// with a whole, verified model, and can take the next release.
/// </summary>
public sealed class PowerLossTests : IDisposable
{
    private static readonly byte[] FirstModel = TinyReleases.Large(TinyModels.Gender, 70_000);

    private static readonly byte[] SecondModel = TinyReleases.Large(
        TinyOnnx.OfMeanColour(TinyModels.Size, [4, -4, 0, 0, 1, -1], [0, 0], declared: 2),
        100_000
    );

    private readonly TinyReleases releases = new();
    private readonly Release first;
    private readonly Release second;
    private readonly Release third;
    private readonly FaceModels setUp;

    public PowerLossTests()
    {
        setUp = new FaceModels([new FaceModel("set-up", releases.Model("gender", TinyModels.Gender).Manifest)]);
        first = releases.Release(onnx: FirstModel, version: 4);
        second = releases.Release(onnx: SecondModel, version: 5);
        third = releases.Release(onnx: FirstModel, version: 6);
    }

    [Theory]
    [InlineData(PowerLoss.NothingLost, 1)]
    [InlineData(PowerLoss.AllUnflushedLost, 1)]
    [InlineData(PowerLoss.BytesLost, 1)]
    [InlineData(PowerLoss.Mixed, 5)]
    public void Whenever_power_goes_the_device_starts_whole_and_goes_on(PowerLoss loss, int seeds)
    {
        var undisturbed = new SimulatedDisk();
        Live(undisturbed);
        for (var change = 0; change < undisturbed.Changes; change++)
        {
            for (var seed = 0; seed < seeds; seed++)
            {
                var disk = new SimulatedDisk { PowerGoesAfter = change };
                Assert.Throws<PowerLostException>(() => Live(disk));

                GoesOn(disk.AfterPowerLoss(loss, seed));
            }
        }

        Assert.True(undisturbed.Changes > 60);
    }

    [Fact]
    public void Power_that_goes_again_while_the_device_sets_things_right_does_no_harm()
    {
        var undisturbed = new SimulatedDisk();
        Live(undisturbed);
        var random = new Random(1);
        var wentAgain = 0;
        for (var round = 0; round < 300; round++)
        {
            var disk = new SimulatedDisk { PowerGoesAfter = random.Next(undisturbed.Changes) };
            Assert.Throws<PowerLostException>(() => Live(disk));
            for (var again = 0; again < 3; again++)
            {
                disk = disk.AfterPowerLoss((PowerLoss)random.Next(4), random.Next());
                disk.PowerGoesAfter = random.Next(4);
                try
                {
                    Open(disk);
                }
                catch (PowerLostException)
                {
                    wentAgain++;
                }
            }

            GoesOn(disk.AfterPowerLoss((PowerLoss)random.Next(4), random.Next()));
        }

        Assert.InRange(wentAgain, 100, 900);
    }

    public void Dispose() => releases.Dispose();

    /// <summary>A release that stays, and one that comes back.</summary>
    private void Live(SimulatedDisk disk)
    {
        var store = Open(disk);
        Install(store, first, FirstModel);
        store.Commit(store.Journal.Settle(DateTimeOffset.UnixEpoch));
        Install(store, second, SecondModel);
        store.Commit(store.Journal.Revert("gender", 5, RefusalReason.Worse, "it did worse", DateTimeOffset.UnixEpoch));
    }

    private static void Install(ModelStore store, Release release, byte[] model)
    {
        store.Files.Begin(release);
        store.Commit(store.Journal.Begin(release));
        Pull(store, release, model);
        store.Commit(store.Journal.Stage());
        store.Commit(store.Journal.Try());
        store.Files.Open(release.Id);
        store.Commit(store.Journal.Promote());
    }

    private static void Pull(ModelStore store, Release release, byte[] model)
    {
        var (offset, _) = store.Files.Resume(release);
        while (offset < release.Bytes)
        {
            var length = release.ChunkAt(offset);
            store.Files.Keep(release, offset, model.AsSpan((int)offset, length));
            offset += length;
        }

        store.Files.Stage(release);
    }

    private void GoesOn(SimulatedDisk disk)
    {
        var store = Open(disk);
        if (store.Journal.Candidate is { Phase: CandidatePhase.Transferring } candidate)
        {
            var release = store.Files.Read(candidate.Release);
            Pull(store, release, release.Version == 4 ? FirstModel : SecondModel);
            store.Commit(store.Journal.Stage());
        }

        Install(store, third, FirstModel);
        store.Commit(store.Journal.Settle(DateTimeOffset.UnixEpoch));

        var model = Open(disk).Over(setUp)["gender"]!;
        Assert.Equal((third.Id + ".onnx", 6), (model.Path, model.Manifest.Version));
        // Nothing is left of what is neither live nor the one before it.
        Assert.True(disk.List().Count is 4 or 7, string.Join(", ", disk.List()));
    }

    /// <summary>Starts, and looks whether what is to run is whole.</summary>
    private ModelStore Open(SimulatedDisk disk)
    {
        var store = ModelStore.Open(disk, releases.Ring, TimeProvider.System);
        var model = store.Over(setUp)["gender"]!;
        Assert.True(model.Path is "set-up" || IsWhole(disk, model));
        Assert.Equal(store.Journal["gender"].Live is null, model.Path is "set-up");
        Assert.Empty(store.Notes);
        return store;
    }

    private static bool IsWhole(SimulatedDisk disk, FaceModel model)
    {
        var bytes = disk.Read(model.Path)!;
        return (model.Manifest.Version, bytes.Length) is (4, 70_000) or (5, 100_000) or (6, 70_000)
            && bytes.AsSpan().SequenceEqual(model.Manifest.Version == 5 ? SecondModel : FirstModel);
    }
}
