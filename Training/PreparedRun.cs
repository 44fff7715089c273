using Vitrine.Training.Examples;
using Vitrine.Training.Learning;
using Vitrine.Training.Network;
using Vitrine.Wire;

namespace Vitrine.Training;

/// <summary>All that is there before the first step of training.</summary>
/// <param name="Job">The complete job.</param>
/// <param name="Folder">Takes what the run leaves.</param>
/// <param name="Checkpoint">Where it resumes; null: a new run.</param>
/// <param name="Examples">The splits.</param>
/// <param name="Faces">Reads them.</param>
/// <param name="Network">On the job's device.</param>
/// <param name="Batches">The splits as the network's inputs; a frozen trunk's activations are there.</param>
internal sealed record PreparedRun(
    TrainingJob Job,
    RunFolder Folder,
    Checkpoint? Checkpoint,
    ExampleSplits Examples,
    FaceInputs Faces,
    MobileNetV2 Network,
    Batches Batches
);
