using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Vitrine.Training.Evaluation;

namespace Vitrine.Hosts.Trainer.Verbs;

/// <summary>The verb <c>evaluate</c> and its options.</summary>
public sealed class EvaluateCommand
{
    private readonly Option<string> models = new("--models")
    {
        Description = "folder of models (NAME.onnx beside NAME.json), one for each attribute",
        HelpName = "DIR",
        Required = true,
    };

    private readonly Option<string> list = new("--list")
    {
        Description =
            "CSV with a header: file, and any of age (years), group (0-7), gender (female|male), x,y,w,h (face box in pixels), and a column for each other attribute; without a box the edge's own detector finds the largest face",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string> images = new("--images")
    {
        Description = "the folder that the list's files are relative to",
        HelpName = "DIR",
        Required = true,
    };

    private readonly Option<string?> json = new("--json")
    {
        Description =
            "write the figures as JSON too; age and gender are null where they were not judged (no model, no label)",
        HelpName = "FILE",
    };

    private readonly Option<string?> yunet = new("--yunet")
    {
        Description = "YuNet's ONNX file, used instead of Vitrine's own detector",
        HelpName = "FILE",
    };

    private readonly Option<double> padding = new("--padding")
    {
        Description =
            "repeat the picture's edge around it before a face is searched, by this share of its longer side (0 to 2); for faces that fill their pictures, which the detector misses otherwise. The edge does without",
        HelpName = "SHARE",
        DefaultValueFactory = _ => 0,
        CustomParser = Share,
    };

    /// <param name="run">What the command does, given its arguments and a token that ends it in order; returns the exit code.</param>
    public EvaluateCommand(Func<EvaluateArguments, CancellationToken, Task<int>> run)
    {
        foreach (var option in new Option[] { models, list, images, json, yunet, padding })
        {
            Verb.Options.Add(option);
        }

        Verb.SetAction((parsed, stop) => run(Read(parsed), stop));
    }

    /// <summary>What the command line needs of it.</summary>
    public Command Verb { get; } =
        new("evaluate", "Tells how good models are on a labelled list, through the very code that the edge runs.");

    private EvaluateArguments Read(ParseResult parsed) =>
        new(
            new EvaluationRequest
            {
                Models = parsed.GetRequiredValue(models),
                List = parsed.GetRequiredValue(list),
                Images = parsed.GetRequiredValue(images),
                YuNet = parsed.GetValue(yunet),
                Padding = parsed.GetValue(padding),
            },
            parsed.GetValue(json)
        );

    private static double Share(ArgumentResult given)
    {
        var text = given.Tokens[0].Value;
        if (
            !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var share)
            || share is not (>= 0 and <= 2)
        )
        {
            given.AddError($"--padding {text} is not a number from 0 to 2.");
        }

        return share;
    }
}
