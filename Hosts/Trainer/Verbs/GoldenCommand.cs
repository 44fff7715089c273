using System.CommandLine;
using Vitrine.Fleet.Releases;
using Vitrine.Models;
using Vitrine.Vision.Attributes;
using Vitrine.Wire;

namespace Vitrine.Hosts.Trainer.Verbs;

/// <summary>
/// <c>golden</c>: writes beside a model what it says of drawn pictures, where training has not done so.
/// <c>./vitrine rollout start --model</c> calls it first, because the program that does the rest cannot run a model.
/// </summary>
public sealed class GoldenCommand
{
    private readonly Argument<string> model = new("FILE")
    {
        Description = "the ONNX file, with its manifest beside it",
    };

    /// <summary>Makes the verb.</summary>
    public GoldenCommand()
    {
        Verb.Arguments.Add(model);
        Verb.SetAction((parsed, _) => Task.FromResult(Run(parsed.GetRequiredValue(model))));
    }

    /// <summary>What the command line needs of it.</summary>
    public Command Verb { get; } =
        new("golden", "Writes the golden vectors of a model beside it, as a release needs them.");

    private static int Run(string file)
    {
        try
        {
            WholeFile.Write(GoldenFiles.Beside(file), GoldenFiles.Text(GoldenVectors.Of(FaceModel.Open(file))));
            return 0;
        }
        catch (InvalidModelException wrong)
        {
            throw new BadInputException(wrong.Message, wrong);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(
                $"the golden vectors cannot be written beside '{file}': {refused.Message}; copy the model and its manifest to a folder of your own",
                refused
            );
        }
    }
}
