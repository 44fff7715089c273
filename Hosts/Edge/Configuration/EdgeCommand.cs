using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Vitrine.Vision.Sources;
using Vitrine.Wire;

namespace Vitrine.Hosts.Edge.Configuration;

/// <summary>The verb <c>edge</c> and its options.</summary>
public sealed class EdgeCommand
{
    private readonly Option<string?> source = new("--source")
    {
        Description = $"{SourceKinds.Examples} (default: the first camera, else synthetic)",
        HelpName = "S",
    };

    private readonly Option<string> pace = new("--pace")
    {
        Description =
            "'source': at the recording's own pace, dropping what comes too fast; 'max': as fast as possible, dropping nothing",
        DefaultValueFactory = _ => "source",
    };

    private readonly Option<bool> loop = new("--loop") { Description = "begin a recording again at its end" };

    private readonly Option<bool> wait = new("--wait")
    {
        Description = "wait, for ever, for a camera that is not there",
    };

    private readonly Option<TimeSpan?> duration = new("--duration")
    {
        Description = "stop after that many seconds",
        HelpName = "SECONDS",
        CustomParser = Seconds,
    };

    private readonly Option<string?> models = new("--models")
    {
        Description =
            "folder of models (NAME.onnx beside NAME.json) for age and gender; 'none': count people, do not describe them (default: those that come with Vitrine)",
        HelpName = "DIR",
    };

    private readonly Option<string?> yunet = new("--yunet")
    {
        Description = "YuNet's ONNX file, used instead of Vitrine's own detector",
        HelpName = "FILE",
    };

    private readonly Option<string?> hub = new("--hub")
    {
        Description =
            "dial this hub, which rolls models out; needs the setting rollout.trusted-keys (default: nobody is dialled)",
        HelpName = "HOST:PORT",
    };

    private readonly Option<string?> summary = new("--summary")
    {
        Description = "write a JSON summary when the source ends",
        HelpName = "FILE",
    };

    private readonly Option<string?> annotate = new("--annotate")
    {
        Description =
            "FOR TESTING: write a video (.mp4 or .avi) with boxes and labels; the only way by which a picture is ever stored",
        HelpName = "FILE",
    };

    private readonly Option<string?> data = new("--data")
    {
        Description =
            "folder for what was counted, made where it is missing; one process at a time (default: $XDG_STATE_HOME/vitrine, else ~/.local/state/vitrine)",
        HelpName = "DIR",
    };

    private readonly Option<string?> http = new("--http")
    {
        Description =
            "address of the dashboard and of what others may read (docs/consuming.md); 'none': serve nothing (default: http://127.0.0.1:8090)",
        HelpName = "URL",
    };

    private readonly Option<string?> config = new("--config")
    {
        Description = "settings (default: config.hocon beside the command)",
        HelpName = "FILE",
    };

    private readonly Option<string[]> set = new("--set")
    {
        Description =
            "one setting, for example detector.haar.min-size=40; may be repeated; --print-config lists them all",
        HelpName = "KEY=VALUE",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<bool> printConfig = new("--print-config")
    {
        Description =
            "print config.hocon as it comes with Vitrine, every setting with its unit, range and default, and end",
    };

    private readonly RootCommand root = new(
        "Counts and describes the people that a camera or a recording shows. No picture leaves the device."
    );

    private readonly Command doctor = new(
        "doctor",
        "Checks this device, says what is not well and what to do; the exit code is 1 where something is bad."
    );

    /// <param name="run">What the command does, given its arguments and a token that ends it in order; returns the exit code.</param>
    /// <param name="examine">What the verb doctor does, given the same; default: it is not there.</param>
    public EdgeCommand(
        Func<EdgeArguments, CancellationToken, Task<int>> run,
        Func<EdgeArguments, CancellationToken, Task<int>>? examine = null
    )
    {
        pace.AcceptOnlyFromAmong("source", "max");
        foreach (
            var option in new Option[]
            {
                source,
                pace,
                loop,
                wait,
                duration,
                models,
                yunet,
                hub,
                summary,
                annotate,
                data,
                http,
                config,
                set,
                printConfig,
            }
        )
        {
            root.Options.Add(option);
        }

        root.SetAction((parsed, stop) => parsed.GetValue(printConfig) ? Print() : run(Read(parsed), stop));
        if (examine is not null)
        {
            foreach (var option in new Option[] { source, hub, data, config, set })
            {
                option.Recursive = true;
            }

            doctor.SetAction((parsed, stop) => examine(Read(parsed), stop));
            root.Subcommands.Add(doctor);
        }
    }

    /// <summary>Parses, then runs. Anything wrong in the arguments is reported in one line, and the exit code is 2.</summary>
    public async Task<int> InvokeAsync(string[] arguments, TextWriter errors, CancellationToken stop = default)
    {
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            await errors.WriteLineAsync(
                $"vitrine edge: {SingleLine.Of(parsed.Errors[0].Message)} See ./vitrine edge --help."
            );
            return 2;
        }

        // Ctrl-C and SIGTERM come as the token, and end the host in order.
        return await parsed.InvokeAsync(
            new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false },
            stop
        );
    }

    private EdgeArguments Read(ParseResult parsed) =>
        new()
        {
            Source = parsed.GetValue(source),
            MaxPace = string.Equals(parsed.GetValue(pace), "max", StringComparison.Ordinal),
            Loop = parsed.GetValue(loop),
            Wait = parsed.GetValue(wait),
            Duration = parsed.GetValue(duration),
            Models = parsed.GetValue(models),
            YuNet = parsed.GetValue(yunet),
            Hub = parsed.GetValue(hub),
            Summary = parsed.GetValue(summary),
            Annotate = parsed.GetValue(annotate),
            Data = parsed.GetValue(data),
            Http = parsed.GetValue(http),
            Config = parsed.GetValue(config),
            Set = parsed.GetValue(set) ?? [],
        };

    private static async Task<int> Print()
    {
        await Console.Out.WriteAsync(PrintedConfig.Text());
        return 0;
    }

    private static TimeSpan? Seconds(ArgumentResult given)
    {
        var text = given.Tokens[0].Value;
        if (
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            && seconds is > 0 and <= 4_000_000
        )
        {
            return TimeSpan.FromSeconds(seconds);
        }

        given.AddError($"--duration {text} is not a number of seconds above 0.");
        return null;
    }
}
