using Spectre.Console;
using Vitrine.Training;
using Vitrine.Training.Evaluation;
using Vitrine.Training.Monitoring;
using Vitrine.Wire;

namespace Vitrine.Hosts.Trainer.Verbs;

/// <summary>Runs <c>evaluate</c> and prints the result.</summary>
public static class EvaluateHost
{
    /// <summary>Evaluates the models; the figures go to the console and, if asked for, into a file.</summary>
    /// <returns>0.</returns>
    public static async Task<int> RunAsync(EvaluateArguments arguments, CancellationToken stop)
    {
        var request = arguments.Request;
        WholeFile.MustBeWritable("--json", arguments.Json);
        WholeFile.MustNotOverwrite("--json", arguments.Json, NeededFiles(request));
        EvaluationReport report;
        using (var progress = new TrainingProgress(AnsiConsole.Console, TimeProvider.System))
        {
            // Not on the caller's thread: it has to hear of Ctrl-C.
            report = await Task.Run(() => ModelEvaluation.Run(request, progress, TimeProvider.System, stop), stop);
        }

        foreach (var line in report.ToLines())
        {
            // A row of a table is one line, however narrow the terminal.
            await AnsiConsole.Console.Profile.Out.Writer.WriteLineAsync(line);
        }

        if (arguments.Json is { } file)
        {
            DiskWrite.Do(
                $"--json '{file}'",
                "the figures stand above",
                () => WholeFile.Write(file, report.ToJson() + Environment.NewLine)
            );
        }

        return 0;
    }

    private static IEnumerable<string> NeededFiles(EvaluationRequest request)
    {
        var models = Directory.Exists(request.Models) ? Directory.GetFiles(request.Models) : [];
        return [.. models, request.List, .. request.YuNet is { } file ? [file] : Array.Empty<string>()];
    }
}
