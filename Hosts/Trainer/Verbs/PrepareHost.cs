using System.Globalization;
using Spectre.Console;
using Vitrine.Training.Data;
using Vitrine.Training.Detector;
using Vitrine.Training.Preparation;

namespace Vitrine.Hosts.Trainer.Verbs;

/// <summary>Runs <c>prepare</c> and prints the result.</summary>
public static class PrepareHost
{
    /// <summary>The data set that a detector is trained with.</summary>
    public const string Faces = "faces";

    /// <summary>Reads a data set and writes its lists.</summary>
    /// <returns>0.</returns>
    public static async Task<int> RunAsync(PrepareArguments arguments, CancellationToken stop)
    {
        var clock = TimeProvider.System;
        var begun = clock.GetTimestamp();
        // On a thread of its own, so that Ctrl-C is heard meanwhile.
        var report = await Task.Run(
            () => arguments.Dataset is Faces ? PrepareFaces(arguments, stop) : Prepare(arguments, stop),
            stop
        );

        ReportView.Write(AnsiConsole.Console, report);
        var seconds = clock.GetElapsedTime(begun).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        await Console.Out.WriteLineAsync($"Written to '{arguments.Out}' in {seconds} s.");
        return 0;
    }

    private static PreparationReport Prepare(PrepareArguments arguments, CancellationToken stop)
    {
        var data = Read(arguments);
        PreparedFolder.Require(arguments.Out, data.Images);
        var prepared = PictureProgress.Show(
            AnsiConsole.Console,
            told => DataPreparation.Prepare(data, arguments.Options, told, stop)
        );
        stop.ThrowIfCancellationRequested();
        PreparedFolder.Write(arguments.Out, prepared);
        return prepared.Report;
    }

    private static PreparationReport PrepareFaces(PrepareArguments arguments, CancellationToken stop)
    {
        using var teacher = arguments.Faces.Teacher is { } file ? FaceTeacher.Open(file) : null;
        var preparation = new FacePreparation(arguments.Path, arguments.Out, arguments.Options.Seed);
        return PictureProgress.Show(
            AnsiConsole.Console,
            told => preparation.Prepare(teacher, arguments.Faces.None, told, stop)
        );
    }

    private static RawData Read(PrepareArguments arguments) =>
        arguments.Dataset switch
        {
            "utkface" => UtkFace.Read(arguments.Path),
            "adience" => Adience.Read(arguments.Path),
            _ => CsvData.Read(arguments.Path),
        };
}
