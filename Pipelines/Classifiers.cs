using Vitrine.Classification;
using Vitrine.Dataflow.Forks;
using Vitrine.Dataflow.Stages;
using Vitrine.Dataflow.Supervision;

namespace Vitrine.Pipelines;

/// <summary>
/// The fan-out age ∥ gender and its join: each network sees the faces that are due, and the votes meet again at their
/// picture. A network that is missing or fails leaves its votes out; people are counted all the same.
/// </summary>
internal sealed class Classifiers(FaceModels models, SupervisionOptions supervision)
{
    private readonly FaceModel[] present = [.. models.Present];

    public ForkNode<DueFrame, FacesDue, Votes, DescribedFrame> Fork()
    {
        var age = Array.IndexOf(present, models.Age);
        var gender = Array.IndexOf(present, models.Gender);
        return new(
            "classifiers",
            [.. present.Select(Branch)],
            Split: (frame, _) => FacesDue.Of(frame),
            Join: (frame, votes) => new DescribedFrame(frame.Tracked, At(votes, age), At(votes, gender))
        );
    }

    private static Votes? At(IReadOnlyList<Votes?> votes, int branch) => branch < 0 ? null : votes[branch];

    private StageNode<FacesDue, Votes> Branch(FaceModel model) =>
        new(model.Manifest.Task, EdgePipeline.Loaded(() => new ClassifyStage(new FaceNetwork(model))))
        {
            Supervision = supervision,
        };
}
