using System.CommandLine;
using Vitrine.Hosts.Terminal;
using Vitrine.Training;
using Vitrine.Training.Learning;

namespace Vitrine.Hosts.Trainer.Verbs;

/// <summary>The verb <c>train</c>: its options are the job's settings, and where it works.</summary>
public sealed class TrainCommand
{
    private readonly JobOptions job = new();

    private readonly Option<string> output = new("--out")
    {
        Description = "folder for checkpoints, metrics, curves and the models",
        HelpName = "DIR",
        Required = true,
    };

    private readonly Option<bool> resume = new("--resume")
    {
        Description = "go on with the run in --out, exactly or with changed settings",
    };

    private readonly Option<string?> cache = new("--cache")
    {
        Description =
            "folder for the activations of frozen trunks, which runs share; at most 20 GB: those used least recently are deleted first (default: vitrine in the user's cache folder)",
        HelpName = "DIR",
    };

    private readonly Option<bool> contactSheet = new("--contact-sheet")
    {
        Description = "also draw right and wrong predictions, WITH PICTURES OF PEOPLE: for data that one may look at",
    };

    private readonly Option<bool> lrTest = new("--lr-test")
    {
        Description =
            "do not train: go through up to 100 batches with a rising learning rate, write lr-test.csv and lr-test.png into --out, and suggest a --learning-rate",
    };

    /// <param name="run">What the command does, given its request and a token that ends it in order; returns the exit code.</param>
    public TrainCommand(Func<TrainingRequest, CancellationToken, Task<int>> run)
    {
        foreach (var option in (Option[])[.. job.Subject, output, resume, lrTest, cache, contactSheet, .. job.Settings])
        {
            Verb.Options.Add(option);
        }

        Verb.SetAction((parsed, stop) => run(Read(parsed), stop));
    }

    /// <summary>What the command line needs of it.</summary>
    public Command Verb { get; } =
        new("train", "Trains one model here and now, evaluates it, and packages it for the edge.");

    private TrainingRequest Read(ParseResult parsed)
    {
        var folder = parsed.GetRequiredValue(output);
        return new TrainingRequest
        {
            // A resumed run is the job it was, but for what is said now.
            Job = job.Job(parsed, () => parsed.GetValue(resume) ? new RunFolder(folder).Job : null),
            Folder = folder,
            Cache = parsed.GetValue(cache) ?? DefaultFolders.Cache,
            Resume = parsed.GetValue(resume),
            TestLearningRate = parsed.GetValue(lrTest),
            ContactSheet = parsed.GetValue(contactSheet),
        };
    }
}
