using System.Globalization;
using Spectre.Console;
using Vitrine.Training.Preparation;

namespace Vitrine.Hosts.Trainer.Verbs;

/// <summary>Runs <c>prepare</c> and prints the result.</summary>
public static class PrepareHost
{
    /// <summary>Reads a data set and writes its lists.</summary>
    /// <returns>0.</returns>
    public static async Task<int> RunAsync(PrepareArguments arguments, CancellationToken stop)
    {
        var clock = TimeProvider.System;
        var begun = clock.GetTimestamp();
        // On a thread of its own, so that Ctrl-C is heard meanwhile.
        var prepared = await Task.Run(() => Prepare(arguments, stop), stop);

        ReportView.Write(AnsiConsole.Console, prepared.Report);
        var seconds = clock.GetElapsedTime(begun).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        await Console.Out.WriteLineAsync($"Written to '{arguments.Out}' in {seconds} s.");
        return 0;
    }

    private static PreparedLists Prepare(PrepareArguments arguments, CancellationToken stop)
    {
        var data = Read(arguments);
        PreparedFolder.Require(arguments.Out, data.Images);
        var prepared = PictureProgress.Show(
            AnsiConsole.Console,
            told => DataPreparation.Prepare(data, arguments.Options, told, stop)
        );
        stop.ThrowIfCancellationRequested();
        PreparedFolder.Write(arguments.Out, prepared);
        return prepared;
    }

    private static RawData Read(PrepareArguments arguments) =>
        arguments.Dataset switch
        {
            "utkface" => UtkFace.Read(arguments.Path),
            "adience" => Adience.Read(arguments.Path),
            _ => CsvData.Read(arguments.Path),
        };
}
