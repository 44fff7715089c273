using Vitrine.Device;
using Vitrine.Fleet.Releases;
using Vitrine.Models;
using Vitrine.Tests.Vision.Attributes;
using Vitrine.Vision.Attributes;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Device;

public sealed class ModelStoreTests : IDisposable
{
    private static readonly byte[] Model = TinyReleases.Large(TinyModels.Gender, 100_000);

    private readonly TinyReleases releases = new();
    private readonly TemporaryFolder folder = new();
    private readonly FaceModels setUp;

    public ModelStoreTests() => setUp = new FaceModels([releases.Model("gender", TinyModels.Gender)]);

    [Fact]
    public void A_release_that_was_promoted_is_what_the_next_start_runs()
    {
        var release = Install(Open(), 4);

        var model = Open().Over(setUp)["gender"]!;

        Assert.Equal(4, model.Manifest.Version);
        using var network = new FaceNetwork(model);
        GoldenCheck.Run(network, release);
    }

    [Fact]
    public void A_pull_that_broke_off_goes_on_where_it_was()
    {
        var (store, release) = (Open(), releases.Release(onnx: Model));
        store.Files.Begin(release);
        store.Commit(store.Journal.Begin(release));
        store.Files.Keep(release, 0, Model.AsSpan(0, 32768));
        store.Files.Keep(release, 32768, Model.AsSpan(32768, 1000));

        Assert.Equal((32768, 1000), Open().Files.Resume(release));
        Assert.Equal((32768, 0), Open().Files.Resume(release));
    }

    [Fact]
    public void A_bit_that_flipped_on_disk_is_pulled_again_from_there_on()
    {
        var (store, release) = (Open(), releases.Release(onnx: Model));
        store.Files.Begin(release);
        store.Commit(store.Journal.Begin(release));
        var flipped = Model.ToArray();
        flipped[40_000] ^= 4;
        store.Files.Keep(release, 0, flipped);

        Assert.Equal((32768, 100_000 - 32768), Open().Files.Resume(release));
    }

    [Fact]
    public void A_live_model_that_is_damaged_on_disk_gives_way_to_what_the_device_was_set_up_with()
    {
        var release = Install(Open(), 4);
        Damage(release);

        var store = Open();

        Assert.Same(setUp["gender"], store.Over(setUp)["gender"]);
        OneLine.Says(Assert.Single(store.Notes), release.Id[..12], "not the model that was signed");
    }

    [Fact]
    public void A_live_model_that_is_damaged_on_disk_gives_way_to_the_one_before_it()
    {
        Install(Open(), 4);
        Damage(Install(Open(), 5));

        Assert.Equal(4, Open().Over(setUp)["gender"]!.Manifest.Version);
    }

    [Fact]
    public void A_model_whose_key_is_not_trusted_any_more_is_not_run()
    {
        Install(Open(), 4);

        var store = ModelStore.Open(new FolderDisk(folder.Path), KeyRing.Of(TrustedKeys.None), TimeProvider.System);

        Assert.Same(setUp["gender"], store.Over(setUp)["gender"]);
    }

    [Fact]
    public void A_model_that_came_with_a_newer_Vitrine_is_run_instead_of_an_older_release()
    {
        Install(Open(), 2);

        // The tests' models come with version 3.
        Assert.Same(setUp["gender"], Open().Over(setUp)["gender"]);
    }

    [Fact]
    public void A_model_that_ends_the_process_on_probation_again_and_again_comes_back()
    {
        Install(Open(), 4, settle: false);
        for (var start = 0; start < ModelStore.MostAttempts; start++)
        {
            Assert.Equal(4, Open().Over(setUp)["gender"]!.Manifest.Version);
        }

        var store = Open();

        Assert.Same(setUp["gender"], store.Over(setUp)["gender"]);
        Assert.Equal(
            (OutcomeKind.Reverted, RefusalReason.Crashed),
            (store.Journal.Last!.Kind, store.Journal.Last.Reason)
        );
        Assert.Equal(4, store.Journal["gender"].Highest);
    }

    [Fact]
    public void A_model_that_ends_the_process_when_it_is_loaded_is_given_up()
    {
        var release = Install(Open(), 4, promote: false);
        var store = Open();
        for (var attempt = 1; attempt < ModelStore.MostAttempts; attempt++)
        {
            Assert.Equal(release.Id, store.Journal.Candidate!.Release);
            store.Commit(store.Journal.Try());
            store = Open();
        }

        Assert.Null(store.Journal.Candidate);
        Assert.Equal(RefusalReason.Crashed, store.Journal.Last!.Reason);
        Assert.Equal(["journal.json"], new FolderDisk(folder.Path).List());
    }

    [Fact]
    public void A_damaged_journal_is_set_aside_and_said()
    {
        Install(Open(), 4);
        folder.Write("journal.json", "{ no journal");

        var store = Open();

        OneLine.Says(Assert.Single(store.Notes), "journal.json.bad");
        Assert.Same(setUp["gender"], store.Over(setUp)["gender"]);
        Assert.True(File.Exists(folder["journal.json.bad"]));
    }

    [Fact]
    public void The_same_model_may_come_again_under_a_higher_version()
    {
        Install(Open(), 4);
        Install(Open(), 5);

        Assert.Equal(5, Open().Over(setUp)["gender"]!.Manifest.Version);
    }

    public void Dispose()
    {
        folder.Dispose();
        releases.Dispose();
    }

    private ModelStore Open() => ModelStore.Open(new FolderDisk(folder.Path), releases.Ring, TimeProvider.System);

    private void Damage(Release release)
    {
        var bytes = File.ReadAllBytes(folder[release.Id + ".onnx"]);
        bytes[5000] ^= 1;
        folder.Write(release.Id + ".onnx", bytes);
    }

    private Release Install(ModelStore store, int version, bool promote = true, bool settle = true)
    {
        var release = releases.Release(onnx: Model, version: version);
        store.Files.Begin(release);
        store.Commit(store.Journal.Begin(release));
        store.Files.Keep(release, 0, Model);
        store.Files.Stage(release);
        store.Commit(store.Journal.Stage());
        store.Commit(store.Journal.Try());
        if (promote)
        {
            store.Commit(store.Journal.Promote());
            store.Commit(settle ? store.Journal.Settle(DateTimeOffset.UnixEpoch) : store.Journal);
        }

        return release;
    }
}
