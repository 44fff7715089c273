using System.Collections.Immutable;
using Vitrine.Dataflow;
using Vitrine.Models;
using Vitrine.Vision;
using Vitrine.Vision.Attributes;

namespace Vitrine.Pipelines;

/// <summary>
/// The fan-out to one network for each attribute, and its join: each network sees the faces that are due, and the votes meet again at their
/// picture. A network that is missing or fails leaves its votes out; people are still counted. A network can be
/// exchanged for another while the graph runs.
/// </summary>
internal sealed class Classifiers(FaceModels models, SupervisionOptions supervision, TimeProvider clock) : IDisposable
{
    /// <summary>Where each model sits, age before gender before others.</summary>
    public ImmutableArray<ModelSlot> Slots { get; } = [.. models.Present.Select(model => new ModelSlot(model))];

    /// <summary>The models that describe the next face.</summary>
    public FaceModels Live => new(Slots.Select(slot => slot.Live));

    public ForkNode<Observation, Observation, Votes, Observation> Fork() =>
        new(
            EdgeNodes.Classifiers.Name,
            [.. Slots.Select(Branch)],
            Split: static (picture, _) => picture.ShareDue(),
            Join
        );

    public void Dispose()
    {
        foreach (var slot in Slots)
        {
            slot.Dispose();
        }
    }

    private static Observation Join(Observation picture, IReadOnlyList<Votes?> votes)
    {
        if (!picture.Due.IsEmpty)
        {
            picture.Votes = [.. votes.OfType<Votes>()];
        }

        return picture;
    }

    private StageNode<Observation, Votes> Branch(ModelSlot slot) =>
        EdgeNodes.Attribute(slot.Task).Stage(() => new ClassifyStage(slot, clock)).MadeEarly() with
        {
            Supervision = supervision,
        };
}
