using Vitrine.Device;
using Vitrine.Models;
using Vitrine.Tests.Vision.Attributes;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Device;

/// <summary>A journal that no device wrote: the device starts with what it was set up with, and says so.</summary>
public sealed class DamagedJournalTests : IDisposable
{
    private readonly TinyReleases releases = new();
    private readonly SimulatedDisk disk = new();
    private readonly FaceModels setUp;

    public DamagedJournalTests() => setUp = releases.SetUp();

    [Theory]
    [InlineData("""{"tasks":{"gender":null}}""")]
    [InlineData("""{"tasks":null}""")]
    [InlineData("""{"tasks":{"gender":{"live":"../../etc/passwd","previous":null,"highest":1}}}""")]
    [InlineData("""{"tasks":{"gender":{}}}""")]
    [InlineData("""{"tasks":{"\ud800":{"live":null,"previous":null,"highest":1}}}""")]
    [InlineData("""{"candidate":{"release":"x","task":"gender","version":1,"phase":99,"attempts":0}}""")]
    [InlineData("null")]
    [InlineData("")]
    public void It_is_put_aside_with_one_line_and_the_device_goes_on(string journal)
    {
        disk.Replace(ModelStore.JournalName, System.Text.Encoding.UTF8.GetBytes(journal));

        var store = Open();

        OneLine.Says(Assert.Single(store.Notes), "'journal.json' is damaged", "'journal.json.bad'");
        Assert.Same(setUp["gender"], store.Over(setUp)["gender"]);
        Assert.Empty(Open().Notes);
    }

    [Fact]
    public void A_release_of_one_attribute_is_not_run_as_another()
    {
        var age = Install("age");
        var journal = Journal.Empty with { Tasks = Journal.Empty.Tasks.Add("gender", new(age, age, 4)) };
        disk.Replace(ModelStore.JournalName, journal.ToJson());

        var store = Open();

        Assert.Same(setUp["gender"], store.Over(setUp)["gender"]);
        Assert.All(store.Notes, note => OneLine.Says(note, "it is for 'age', not for 'gender'"));
    }

    [Fact]
    public void No_mutation_of_it_stops_a_device_or_takes_two_lines()
    {
        var (live, candidate) = (Install("gender"), Install("gender", version: 5));
        var journal = Journal.Empty with
        {
            Tasks = Journal.Empty.Tasks.Add("gender", new(live, null, 4)),
            Candidate = new(candidate, "gender", 5, CandidatePhase.Staged, 1),
            Last = new(live, "gender", 4, OutcomeKind.Live, null, "", DateTimeOffset.UnixEpoch),
        };
        foreach (var damaged in Mutations.Of(journal.ToJson(), seed: 14))
        {
            disk.Replace(ModelStore.JournalName, damaged);

            var store = Open(out var kept);

            Assert.NotNull(store.Over(setUp)["gender"]);
            Assert.All(store.Notes, note => OneLine.Says(note));
            var stands = kept.Read(ModelStore.JournalName) is { } json ? Journal.FromJson(json) : Journal.Empty;
            Assert.Equal(store.Journal.ToJson(), stands.ToJson());
        }
    }

    public void Dispose() => releases.Dispose();

    private ModelStore Open() => ModelStore.Open(disk, releases.Ring, TimeProvider.System);

    /// <summary>On a copy: what is not named is removed.</summary>
    private ModelStore Open(out SimulatedDisk copy)
    {
        copy = disk.AfterPowerLoss(PowerLoss.NothingLost);
        return ModelStore.Open(copy, releases.Ring, TimeProvider.System);
    }

    private string Install(string task, int version = 4)
    {
        var onnx = task is "age" ? TinyModels.Age : TinyModels.Gender;
        var release = releases.Release(task, onnx, version);
        var files = new ModelFiles(disk, releases.Ring);
        files.Begin(release);
        files.Keep(release, 0, onnx);
        files.Stage(release);
        return release.Id;
    }
}
