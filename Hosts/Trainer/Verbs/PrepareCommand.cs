using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Vitrine.Training.Preparation;

namespace Vitrine.Hosts.Trainer.Verbs;

/// <summary>The verb <c>prepare</c> and its options.</summary>
public sealed class PrepareCommand
{
    private const string Adience = "adience";

    private readonly Option<string> dataset = new("--dataset")
    {
        Description =
            "utkface: pictures named age_gender_race_date.jpg; adience: fold_0_data.txt to fold_4_data.txt, with the pictures in faces/ or aligned/ beside them if there; csv: labels.csv with its pictures beside it; faces: pictures or recordings to train a detector with",
        HelpName = "utkface|adience|csv|faces",
        Required = true,
    };

    private readonly Option<string> path = new("--path")
    {
        Description =
            "the data set's folder (for csv also the list itself); nothing in it is changed; 'synthetic', for faces: pictures of the shop that Vitrine draws, which needs no data",
        HelpName = "DIR",
        Required = true,
    };

    private readonly Option<string> output = new("--out")
    {
        Description =
            "where train.csv, val.csv, test.csv (70, 15 and 15 %), report.json (every count) and dropped.csv (every data point left out, and why) go, in place of an earlier run's",
        HelpName = "DIR",
        Required = true,
    };

    private readonly Option<int> seed = new("--seed")
    {
        Description = "another whole number, another split",
        HelpName = "N",
        DefaultValueFactory = _ => 0,
        CustomParser = WholeNumber,
    };

    private readonly Option<string?> teacher = new("--teacher")
    {
        Description =
            "faces only: an ONNX file of a YuNet that takes any size, which says where the faces are; pictures that it doubts are dropped (default: the data set's boxes.csv says it)",
        HelpName = "FILE",
    };

    private readonly Option<bool> noFaces = new("--no-faces")
    {
        Description = "faces only: the data set shows no face at all",
    };

    private readonly Option<bool> folds = new("--folds")
    {
        Description =
            "adience only: write its official folds too, fold_0.csv to fold_4.csv; for cross-validation test on each and train on the other four",
    };

    private readonly Option<bool> keepBetween = new("--keep-between")
    {
        Description = "keep faces whose age lies between two groups, without a group: their gender is still a gender",
    };

    /// <param name="run">What the command does, given its arguments and a token that ends it in order; returns the exit code.</param>
    public PrepareCommand(Func<PrepareArguments, CancellationToken, Task<int>> run)
    {
        dataset.AcceptOnlyFromAmong("utkface", Adience, "csv", PrepareHost.Faces);
        foreach (var option in new Option[] { dataset, path, output, seed, folds, keepBetween, teacher, noFaces })
        {
            Verb.Options.Add(option);
        }

        Verb.Validators.Add(OnlyAdienceHasFolds);
        Verb.Validators.Add(OnlyFacesAreSearched);
        Verb.SetAction((parsed, stop) => run(Read(parsed), stop));
    }

    /// <summary>What the command line needs of it.</summary>
    public Command Verb { get; } =
        new(
            "prepare",
            "Makes lists of a data set: drops faulty data points, counts them by reason, and splits the others so that no picture and no subject is on two sides."
        );

    private void OnlyAdienceHasFolds(CommandResult given)
    {
        if (given.GetValue(folds) && !Adience.Equals(given.GetValue(dataset), StringComparison.Ordinal))
        {
            given.AddError($"--folds is for --dataset {Adience}: no other data set has official folds.");
        }
    }

    private void OnlyFacesAreSearched(CommandResult given)
    {
        var (asked, none) = (given.GetValue(teacher) is not null, given.GetValue(noFaces));
        if ((asked || none) && given.GetValue(dataset) is not PrepareHost.Faces)
        {
            given.AddError($"--teacher and --no-faces are for --dataset {PrepareHost.Faces}.");
        }
        else if (asked && none)
        {
            given.AddError("--teacher finds faces, and --no-faces says that there are none: give one of both.");
        }
    }

    private PrepareArguments Read(ParseResult parsed) =>
        new(
            parsed.GetRequiredValue(dataset),
            parsed.GetRequiredValue(path),
            parsed.GetRequiredValue(output),
            new PreparationOptions
            {
                Seed = parsed.GetValue(seed),
                Folds = parsed.GetValue(folds),
                KeepBetween = parsed.GetValue(keepBetween),
            },
            new FaceSearchArguments(parsed.GetValue(teacher), parsed.GetValue(noFaces))
        );

    private static int WholeNumber(ArgumentResult given)
    {
        var text = given.Tokens[0].Value;
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            given.AddError($"--seed {text} is not a whole number.");
        }

        return number;
    }
}
