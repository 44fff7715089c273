using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Vitrine.Hosts.Trainer.Arguments;
using Vitrine.Protocol;
using Vitrine.Training;
using Vitrine.Training.Jobs;
using Vitrine.Training.Learning;

namespace Vitrine.Hosts.Trainer.Learning;

/// <summary>The verb <c>train</c>: its options are the job's settings, and where it works.</summary>
public sealed class TrainCommand
{
    private readonly Option<string?> task = new("--task")
    {
        Description = "what the model is to tell",
        HelpName = "age|gender",
    };

    private readonly Option<string[]> data = new("--data")
    {
        Description = "folder that ./vitrine prepare made; repeat it to join the lists of several",
        HelpName = "DIR",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string> output = new("--out")
    {
        Description = "folder for checkpoints, metrics, curves and the models",
        HelpName = "DIR",
        Required = true,
    };

    private readonly Option<string?> job = new("--job")
    {
        Description = "a job as JSON, such as the job.json that a run leaves; an option beside it counts more",
        HelpName = "FILE",
    };

    private readonly Option<string?> pretrained = new("--pretrained")
    {
        Description =
            "a MobileNetV2's ImageNet weights to begin with, a safetensors file in torchvision's tensor names (default: none; training begins with random weights, and needs far more pictures)",
        HelpName = "FILE",
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

    private readonly IReadOnlyList<(Hyperparameter Parameter, Option<object?> Option)> settings =
    [
        .. Hyperparameters.All.Select(parameter => (parameter, SettingOf(parameter))),
    ];

    /// <param name="run">What the command does, given its request and a token that ends it in order; returns the exit code.</param>
    public TrainCommand(Func<TrainingRequest, CancellationToken, Task<int>> run)
    {
        foreach (
            var option in new Option[] { task, data, output, job, pretrained, resume, lrTest, cache, contactSheet }
        )
        {
            Verb.Options.Add(option);
        }

        foreach (var (_, option) in settings)
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
            Job = Job(parsed, folder),
            Folder = folder,
            Cache = parsed.GetValue(cache) ?? DefaultFolders.Cache,
            Resume = parsed.GetValue(resume),
            TestLearningRate = parsed.GetValue(lrTest),
            ContactSheet = parsed.GetValue(contactSheet),
        };
    }

    private TrainingJob Job(ParseResult parsed, string folder)
    {
        // A resumed run is the job it was, but for what is said now.
        var before = parsed.GetValue(job) ?? (parsed.GetValue(resume) ? new RunFolder(folder).Job : null);
        var asked = before is null ? new TrainingJob() : JobFile.Read(before);
        asked.Task = parsed.GetValue(task) ?? asked.Task;
        asked.Pretrained = parsed.GetValue(pretrained) ?? asked.Pretrained;
        if (parsed.GetValue(data) is { Length: > 0 } folders)
        {
            asked.Data.Clear();
            asked.Data.Add(folders);
        }

        foreach (var (parameter, option) in settings)
        {
            if (parsed.GetValue(option) is { } value)
            {
                parameter.Set(asked, value);
            }
        }

        return asked;
    }

    private static Option<object?> SettingOf(Hyperparameter parameter) =>
        new("--" + parameter.Name)
        {
            Description = $"{parameter.Meaning} ({parameter.Range})",
            HelpName = parameter.Choices.Count > 0 ? "WORD" : "N",
            CustomParser = given => Value(parameter, given),
        };

    private static object? Value(Hyperparameter parameter, ArgumentResult given)
    {
        var text = given.Tokens[0].Value;
        var value = Parsed(parameter.Default, text);
        var fault = value is null ? $"--{parameter.Name} {text} is not a number" : parameter.Fault(value);
        if (fault is not null)
        {
            given.AddError(fault + ".");
        }

        return value;
    }

    private static object? Parsed(object standard, string text) =>
        standard switch
        {
            double => double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null,
            int => int.TryParse(text, CultureInfo.InvariantCulture, out var whole) ? whole : null,
            long => long.TryParse(text, CultureInfo.InvariantCulture, out var large) ? large : null,
            _ => text,
        };
}
