using System.CommandLine;
using System.CommandLine.Parsing;
using Vitrine.Jobs;
using Vitrine.Wire;

namespace Vitrine.Hosts.Terminal;

/// <summary>The options that make up a training job, the same wherever one is asked for.</summary>
public sealed class JobOptions
{
    private readonly Option<string?> task = new("--task")
    {
        Description = "the attribute to estimate: age, gender, or another column of the lists",
        HelpName = "NAME",
    };

    private readonly Option<string?> labels = new("--labels")
    {
        Description =
            "the classes of another attribute, separated by commas (default: what its column holds in the training split, in alphabetical order)",
        HelpName = "LABEL,LABEL",
    };

    private readonly Option<bool> ordinal = new("--ordinal")
    {
        Description = "the labels of another attribute have an order: a neighbouring one is nearly right",
    };

    private readonly Option<string?> yunet = new("--yunet")
    {
        Description =
            "YuNet's ONNX file, which finds the face where a list has no box; train with the detector that the devices use (default: Vitrine's own detector)",
        HelpName = "FILE",
    };

    private readonly Option<string[]> data = new("--data")
    {
        Description = "folder that ./vitrine prepare made; repeat it to join the lists of several",
        HelpName = "DIR",
        DefaultValueFactory = _ => [],
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

    private readonly IReadOnlyList<(Hyperparameter Parameter, Option<object?> Option)> settings =
    [
        .. Hyperparameters.All.Select(parameter => (parameter, SettingOf(parameter))),
    ];

    /// <summary>What a job is about.</summary>
    public IEnumerable<Option> Subject => [task, labels, ordinal, data, job, pretrained, yunet];

    /// <summary>Every hyper-parameter.</summary>
    public IEnumerable<Option> Settings => settings.Select(setting => setting.Option);

    /// <summary>The job that is asked for; what nothing is said of stays open.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="otherwise">The job file to begin with where none is named; null: none.</param>
    /// <exception cref="BadInputException">The job file cannot be read.</exception>
    public TrainingJob Job(ParseResult parsed, Func<string?> otherwise)
    {
        var asked = (parsed.GetValue(job) ?? otherwise()) is { } file ? JobFile.Read(file) : new TrainingJob();
        asked.Task = parsed.GetValue(task) ?? asked.Task;
        asked.Pretrained = parsed.GetValue(pretrained) ?? asked.Pretrained;
        asked.Yunet = parsed.GetValue(yunet) ?? asked.Yunet;
        asked.Ordinal |= parsed.GetValue(ordinal);
        if (parsed.GetValue(labels) is { } classes)
        {
            asked.Labels.Clear();
            asked.Labels.Add(classes.Split(',', StringSplitOptions.TrimEntries));
        }

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

    /// <summary>The same, with full paths: who works on it looks from another folder.</summary>
    public TrainingJob JobForOthers(ParseResult parsed)
    {
        var asked = Job(parsed, () => null);
        var folders = asked.Data.Select(Path.GetFullPath).ToArray();
        asked.Data.Clear();
        asked.Data.Add(folders);
        asked.Pretrained = Full(asked.Pretrained);
        asked.Yunet = Full(asked.Yunet);
        return asked;
    }

    private static string Full(string path) => path.Length > 0 ? Path.GetFullPath(path) : path;

    private static Option<object?> SettingOf(Hyperparameter parameter) =>
        new("--" + parameter.Name)
        {
            Description = $"{parameter.Meaning} ({parameter.Range})",
            HelpName = parameter.Choices.Count > 0 ? "WORD" : "N",
            CustomParser = given => Value(parameter, given),
        };

    private static object? Value(Hyperparameter parameter, ArgumentResult given)
    {
        try
        {
            return parameter.Parse(given.Tokens[0].Value);
        }
        catch (BadInputException wrong)
        {
            given.AddError(wrong.Message + ".");
            return null;
        }
    }
}
