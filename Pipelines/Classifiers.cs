using System.Collections.Immutable;
using Vitrine.Dataflow;
using Vitrine.Models;
using Vitrine.Vision.Attributes;

namespace Vitrine.Pipelines;

/// <summary>
/// The fan-out age ∥ gender and its join: each network sees the faces that are due, and the votes meet again at their
/// picture. A network that is missing or fails leaves its votes out; people are counted all the same. A network can be
/// exchanged for another while the graph runs.
/// </summary>
internal sealed class Classifiers(FaceModels models, SupervisionOptions supervision, TimeProvider clock) : IDisposable
{
    /// <summary>Where each model sits, age before gender.</summary>
    public ImmutableArray<ModelSlot> Slots { get; } = [.. models.Present.Select(model => new ModelSlot(model))];

    /// <summary>The models that describe the next face.</summary>
    public FaceModels Live => new(Of("age")?.Live, Of("gender")?.Live);

    public ForkNode<DueFrame, FacesDue, Votes, DescribedFrame> Fork()
    {
        var (age, gender) = (BranchOf("age"), BranchOf("gender"));
        return new(
            EdgeNodes.Classifiers.Name,
            [.. Slots.Select(Branch)],
            Split: (frame, _) => FacesDue.Of(frame),
            Join: (frame, votes) => new DescribedFrame(frame.Tracked, At(votes, age), At(votes, gender))
        );
    }

    public void Dispose()
    {
        foreach (var slot in Slots)
        {
            slot.Dispose();
        }
    }

    private ModelSlot? Of(string task) =>
        Slots.FirstOrDefault(slot => slot.Task.Equals(task, StringComparison.Ordinal));

    private int BranchOf(string task) => Of(task) is { } slot ? Slots.IndexOf(slot) : -1;

    private static Votes? At(IReadOnlyList<Votes?> votes, int branch) => branch < 0 ? null : votes[branch];

    private StageNode<FacesDue, Votes> Branch(ModelSlot slot) =>
        EdgeNodes.Attribute(slot.Task).Stage(() => new ClassifyStage(slot, clock)).MadeEarly() with
        {
            Supervision = supervision,
        };
}
