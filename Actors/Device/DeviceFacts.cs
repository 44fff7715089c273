using System.Collections.Immutable;
using Vitrine.Dataflow;
using Vitrine.Fleet.Releases;
using Vitrine.Models;
using Vitrine.Vision.Attributes;

namespace Vitrine.Device;

/// <summary>What a device is, as far as rollouts are concerned.</summary>
/// <param name="Name">Its name; unique among those that dial one hub.</param>
/// <param name="Engine">The Vitrine that it runs.</param>
/// <param name="Slots">Where its models sit in the running graph.</param>
/// <param name="SetUp">The models that it goes back to when no release is left.</param>
/// <param name="Keys">Whose releases it takes.</param>
/// <param name="Store">Its models on disk.</param>
public sealed record DeviceFacts(
    string Name,
    Version Engine,
    IReadOnlyList<ModelSlot> Slots,
    FaceModels SetUp,
    KeyRing Keys,
    ModelStore Store
) : ILocalOnly
{
    /// <summary>Where a task's model sits; null: the device does not run the task.</summary>
    public ModelSlot? SlotOf(string task) =>
        Slots.FirstOrDefault(slot => slot.Task.Equals(task, StringComparison.Ordinal));

    /// <summary>The highest version of a task that was ever live.</summary>
    public int HighestOf(ModelSlot slot) => Math.Max(Store.Journal[slot.Task].Highest, slot.Live.Manifest.Version);

    /// <summary>What it takes now.</summary>
    public ReleaseTerms Terms(DateTimeOffset now, long mostBytes) =>
        new(Slots.ToImmutableDictionary(slot => slot.Task, HighestOf, StringComparer.Ordinal), Engine, now, mostBytes)
        {
            Labels = Slots.ToImmutableDictionary(
                slot => slot.Task,
                slot => slot.Live.Manifest.Labels,
                StringComparer.Ordinal
            ),
        };

    /// <summary>The model that a release brought; that which the device was set up with where there is none.</summary>
    /// <exception cref="RefusedReleaseException">The release's files are not whole.</exception>
    public FaceModel Open(string task, string? release) =>
        release is null
            ? SetUp.Present.Single(model => model.Manifest.Task.Equals(task, StringComparison.Ordinal))
            : Store.Files.Open(release);
}
