using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Vitrine.Bench;

/// <summary>One measurement in a process of its own: printed by the child as one line of JSON, read by the parent.</summary>
internal static class Child
{
    public static TimeSpan Seconds(string text) =>
        TimeSpan.FromSeconds(double.Parse(text, CultureInfo.InvariantCulture));

    public static int Print<T>(T figures)
    {
        Console.WriteLine(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
        return 0;
    }

    /// <summary>Runs a command on the first cores and reads the last line that it prints.</summary>
    public static T Measure<T>(int cores, params string[] command)
    {
        var lines = Run(["taskset", "-c", cores == 1 ? "0" : $"0-{cores - 1}", .. command]);
        return JsonSerializer.Deserialize<T>(lines[^1], JsonSerializerOptions.Web)!;
    }

    /// <summary>Runs this program's own verb.</summary>
    public static T Measure<T>(int cores, string verb, params string[] options) =>
        Measure<T>(cores, ["dotnet", typeof(Child).Assembly.Location, verb, .. options]);

    public static string[] Run(string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : throw new InvalidOperationException(
                $"'{string.Join(' ', command)}' ended with {process.ExitCode}: {output}"
            );
    }
}
