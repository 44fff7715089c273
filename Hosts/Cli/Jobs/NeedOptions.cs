using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Jobs;

/// <summary>The options that say what a worker must offer; its device is the job's own <c>--device</c>.</summary>
internal sealed class NeedOptions
{
    private const double Giga = 1e9;
    private readonly Option<double> cores = Amount("--cores", "N", "cores that the worker must have");
    private readonly Option<double> memory = Amount("--memory", "GB", "memory that the worker must have, in GB");
    private readonly Option<double> disk = Amount("--disk", "GB", "disk space that must be free in the store, in GB");

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [cores, memory, disk];

    /// <summary>What is asked for.</summary>
    public Requirements Of(ParseResult parsed) =>
        new()
        {
            Cores = (int)parsed.GetValue(cores),
            Memory = (long)(parsed.GetValue(memory) * Giga),
            Disk = (long)(parsed.GetValue(disk) * Giga),
        };

    private static Option<double> Amount(string name, string unit, string meaning) =>
        new(name)
        {
            Description = $"{meaning} (default: whatever there is)",
            HelpName = unit,
            CustomParser = given => Number(name, given),
        };

    private static double Number(string name, ArgumentResult given)
    {
        var text = given.Tokens[0].Value;
        if (double.TryParse(text, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 1e6)
        {
            return number;
        }

        given.AddError($"{name} {text} is not a number from 0 to 1000000.");
        return 0;
    }
}
