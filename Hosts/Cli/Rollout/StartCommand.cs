using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Vitrine.Fleet.Hub;
using Vitrine.Fleet.Releases;
using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Rollout;

/// <summary><c>rollout start</c>: signs a model and sends it through the fleet.</summary>
public sealed class StartCommand
{
    private readonly Option<string?> model = new("--model")
    {
        Description =
            "the ONNX file, with its manifest beside it, as ./vitrine train leaves it; the hub must be able to read it at this path",
        HelpName = "FILE",
    };

    private readonly Option<string?> job = new("--job")
    {
        Description =
            "instead of --model: the job in the hub's store whose model it is, as ./vitrine job list shows it; from any machine",
        HelpName = "ID",
    };

    private readonly Option<string?> sha256 = new("--sha256")
    {
        Description = "sign only a model whose SHA-256 begins so, as ./vitrine job show tells it",
        HelpName = "HASH",
    };

    private readonly Option<string[]> key = new("--key")
    {
        Description =
            "the private key that ./vitrine rollout keys made; several times where devices ask for several signatures (default: release.key in the hub's folder)",
        HelpName = "FILE",
    };

    private readonly Option<int?> version = new("--version")
    {
        Description = "higher than that of every earlier release (default: one more than the highest known)",
        HelpName = "N",
    };

    private readonly Option<double> days = new("--valid")
    {
        Description = "how long devices may take it, 0.01 to 365",
        HelpName = "DAYS",
        DefaultValueFactory = _ => 30,
    };

    private readonly Option<string> canary = new("--canary")
    {
        Description = "devices that take it first: how many, or their names with commas between",
        HelpName = "N|NAMES",
        DefaultValueFactory = _ => "1",
    };

    private readonly Option<string> waves = new("--waves")
    {
        Description = "then, wave by wave, this share of all devices; the last is 1",
        HelpName = "SHARES",
        DefaultValueFactory = _ => "0.25,1",
    };

    private readonly Option<double> soak = new("--soak")
    {
        Description = "how long every device of a wave must have had it live before the next, 0 to 604800",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => 600,
    };

    private readonly Option<double> mostFailed = new("--max-failed")
    {
        Description = "share of devices that may refuse or revert it, 0 to 1; more take it back everywhere",
        HelpName = "SHARE",
        DefaultValueFactory = _ => 0.1,
    };

    private readonly HubOptions hub = new();

    /// <param name="run">What the command does; returns the exit code.</param>
    public StartCommand(Func<StartArguments, CancellationToken, Task<int>> run)
    {
        foreach (var option in new Option[] { model, job, sha256, key, version, days, canary, waves, soak, mostFailed })
        {
            Verb.Options.Add(option);
        }

        hub.AddTo(Verb);
        Verb.SetAction((parsed, stop) => run(Read(parsed), stop));
    }

    /// <summary>What the command line needs of it.</summary>
    public Command Verb { get; } =
        new("start", "Signs a model and brings it to the devices: canaries first, then wave by wave.");

    private StartArguments Read(ParseResult parsed)
    {
        var given = parsed.GetRequiredValue(canary);
        var isCount = int.TryParse(given, CultureInfo.InvariantCulture, out var count);
        var plan = new FleetPlan
        {
            Canaries = isCount ? [] : Parts(given),
            CanaryCount = isCount ? count : 1,
            Waves = Shares(parsed.GetRequiredValue(waves)),
            Soak = TimeSpan.FromSeconds(Math.Clamp(parsed.GetValue(soak), -1, 1e9)),
            MostFailed = parsed.GetValue(mostFailed),
        };
        plan.Check();
        if (parsed.GetValue(model) is null == parsed.GetValue(job) is null)
        {
            throw new BadInputException("one of --model FILE and --job ID says what is rolled out");
        }

        var valid = parsed.GetValue(days);
        return valid is >= 0.01 and <= 365
            ? new StartArguments(
                parsed.GetValue(model),
                parsed.GetValue(job),
                parsed.GetValue(sha256),
                parsed.GetValue(key) is { Length: > 0 } keys
                    ? keys
                    : [Path.Combine(hub.Folder(parsed), SigningKey.KeyFile)],
                parsed.GetValue(version),
                TimeSpan.FromDays(valid),
                plan,
                () => hub.Client(parsed),
                hub.Token(parsed)
            )
            : throw new BadInputException($"--valid {valid} is not 0.01 to 365 days");
    }

    private static ImmutableArray<string> Parts(string list) =>
        [.. list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static ImmutableArray<double> Shares(string list) =>
        [
            .. Parts(list)
                .Select(part =>
                    double.TryParse(part, CultureInfo.InvariantCulture, out var share)
                        ? share
                        : throw new BadInputException($"--waves: '{part}' is not a number")
                ),
        ];
}
