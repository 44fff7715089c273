using OpenCvSharp;
using Vitrine.Wire;

namespace Vitrine.Bench.Attack;

/// <summary>A real job that a real worker trains, on drawn pictures, for as long as it is needed.</summary>
internal sealed class RunningJob : IAsyncDisposable
{
    private const int Side = 40;
    private readonly Targets targets;
    private readonly JobDetails job;

    private RunningJob(Targets targets, JobDetails job) => (this.targets, this.job) = (targets, job);

    /// <summary>The job.</summary>
    public string Id => job.Summary.Id;

    /// <summary>Who works on it.</summary>
    public string Worker => job.Summary.Worker;

    /// <summary>The attempt's number.</summary>
    public long Attempt => job.Summary.Attempt;

    /// <summary>Submits one, and waits until it has ended an epoch.</summary>
    public static async Task<RunningJob> StartAsync(Targets targets)
    {
        var data = Draw(Path.Combine(targets.Folder, "data"));
        using var client = await JobClient.DialAsync(targets);
        var submitted = await client.AskAsync<JobSubmitted>(
            new SubmitJob { Key = $"{Guid.NewGuid():n}", Job = Small(data) }
        );
        for (var tries = 0; submitted is not null && tries < 600; tries++)
        {
            var details = await client.AskAsync<JobDetails>(new ShowJob { Id = submitted.Id });
            if (details is { Summary: { State: JobState.Training, EpochsDone: > 0 } })
            {
                return new RunningJob(targets, details);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }

        throw new InvalidOperationException("a job of the cluster's own operator does not run");
    }

    /// <summary>A job of a few seconds for each epoch.</summary>
    public static TrainingJob Small(string data) =>
        new()
        {
            Task = "gender",
            Data = { data },
            Width = 0.35,
            Size = 64,
            Freeze = 0,
            Variants = 1,
            Epochs = 500,
            Patience = 500,
            Threads = 1,
        };

    /// <summary>What became of it; null: it goes on.</summary>
    public async Task<string?> HarmAsync()
    {
        using var client = await JobClient.DialAsync(targets);
        var now = (await client.AskAsync<JobDetails>(new ShowJob { Id = Id }))?.Summary;
        return now is null ? "the job is gone"
            : now.State is not JobState.Training ? $"the job is {now.State} now"
            : now.Attempt != Attempt || !now.Worker.Equals(Worker, StringComparison.Ordinal)
                ? "the job was taken from its worker"
            : null;
    }

    public async ValueTask DisposeAsync()
    {
        using var client = await JobClient.DialAsync(targets);
        _ = await client.AskAsync(new CancelJob { Id = Id });
    }

    /// <summary>Lists of drawn pictures with boxes, women and men in turn.</summary>
    private static string Draw(string folder)
    {
        Directory.CreateDirectory(folder);
        using (var picture = new Mat(Side, Side, MatType.CV_8UC3, Scalar.Gray))
        {
            Cv2.ImWrite(Path.Combine(folder, "face.png"), picture);
        }

        foreach (var list in new[] { "train", "val", "test" })
        {
            var rows = Enumerable
                .Range(0, 16)
                .Select(row => $"face.png,{(row % 2 == 0 ? "female" : "male")},4,4,32,32");
            File.WriteAllLines(Path.Combine(folder, $"{list}.csv"), ["file,gender,x,y,w,h", .. rows]);
        }

        return folder;
    }
}
