using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training;

[Collection(nameof(TorchAlone))]
public sealed class UnusableJobTests : IDisposable
{
    private readonly DrawnRun run = new();

    [Fact]
    public void What_a_job_needs_and_cannot_have_is_one_line()
    {
        OneLine.Says(Refused(Changed(job => job.Data.Clear())), "--data is missing");
        OneLine.Says(Refused(Changed(job => job.Data[0] = run["nowhere"])), "nowhere", "is not there");
        OneLine.Says(
            Refused(Changed(job => job.Pretrained = run["nowhere"])),
            "--pretrained",
            "nowhere",
            "safetensors",
            "random weights"
        );
        // Known before any long work.
        Assert.Empty(run.Lines);
        OneLine.Says(Refused(Changed(job => job.LearningRate = 2)), "--learning-rate 2");
        OneLine.Says(Refused(Changed(job => job.Device = "cuda")), "--device cuda", "no CUDA device");
        OneLine.Says(Refused(Changed(job => job.Task = "age")), "training split has no example of 0-2");
    }

    [Fact]
    public void A_picture_that_is_missing_or_broken_is_one_line_that_names_it()
    {
        File.WriteAllText(Path.Combine(run["data"], "train-7.png"), "rubbish");
        OneLine.Says(Refused(run.Job()), "train-7.png", "cannot be decoded");
        File.Delete(Path.Combine(run["data"], "train-7.png"));
        OneLine.Says(Refused(run.Job()), "train-7.png");
        File.WriteAllText(Path.Combine(run["data"], "train.csv"), "file,gender\n");
        OneLine.Says(Refused(run.Job()), "train.csv");
    }

    public void Dispose() => run.Dispose();

    private TrainingJob Changed(Action<TrainingJob> change) => run.Job(change: change);

    private string Refused(TrainingJob job) => Assert.Throws<BadInputException>(() => run.Run(job)).Message;
}
