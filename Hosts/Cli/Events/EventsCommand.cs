using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Vitrine.Windows.Subscriptions;

namespace Vitrine.Hosts.Cli.Events;

/// <summary>The verb <c>events</c> and its options.</summary>
public sealed class EventsCommand
{
    /// <summary>Holds the token where <c>--token</c> is not given; a command line is for all to see.</summary>
    public const string TokenVariable = "VITRINE_TOKEN";

    private readonly Option<EventsAddress> edge = new("--edge")
    {
        Description = "the device, the host written as in its events.remote",
        HelpName = "HOST:PORT",
        DefaultValueFactory = _ => EventsAddress.Default,
        CustomParser = Address,
    };

    private readonly Option<long> after = new("--after")
    {
        Description = "only windows with a sequence number above N",
        HelpName = "N",
        DefaultValueFactory = _ => 0,
        CustomParser = given => Number(given, "--after", min: 0),
    };

    private readonly Option<long?> count = new("--count")
    {
        Description = "end after N windows",
        HelpName = "N",
        CustomParser = given => Number(given, "--count", min: 1),
    };

    private readonly Option<string?> token = new("--token")
    {
        Description = $"the device's access.token, where it has one (default: {TokenVariable})",
        HelpName = "T",
    };

    private readonly Option<bool> follow = new("--follow")
    {
        Description = "wait for new windows, and for the device where it cannot be reached (the default)",
    };

    private readonly Option<bool> noFollow = new("--no-follow") { Description = "end after the newest window" };

    private readonly Option<string?> state = new("--state")
    {
        Description = "file that keeps the last number printed; begun again with it, events go on after that number",
        HelpName = "FILE",
    };

    private readonly Option<string?> config = new("--config")
    {
        Description = "settings of Akka.NET, for example akka.remote.dot-netty.tcp.ssl",
        HelpName = "FILE",
    };

    /// <param name="run">What the command does, given its arguments and a token that ends it in order; returns the exit code.</param>
    public EventsCommand(Func<EventsArguments, CancellationToken, Task<int>> run)
    {
        foreach (var option in new Option[] { edge, after, count, token, follow, noFollow, state, config })
        {
            Verb.Options.Add(option);
        }

        Verb.Validators.Add(MustFit);
        Verb.SetAction((parsed, stop) => run(Read(parsed), stop));
    }

    /// <summary>What the command line needs of it.</summary>
    public Command Verb { get; } =
        new(
            "events",
            "Prints each window that a device closes as one line of JSON, oldest first, and then every new one. When the device goes away it waits until it is back."
        );

    private void MustFit(CommandResult given)
    {
        if (given.GetValue(follow) && given.GetValue(noFollow))
        {
            given.AddError("--follow and --no-follow cannot both be.");
        }
    }

    private EventsArguments Read(ParseResult parsed) =>
        new()
        {
            Edge = parsed.GetRequiredValue(edge),
            After = parsed.GetValue(after),
            Count = parsed.GetValue(count),
            Token = parsed.GetValue(token) ?? Environment.GetEnvironmentVariable(TokenVariable) ?? string.Empty,
            Follow = !parsed.GetValue(noFollow),
            State = parsed.GetValue(state),
            Config = parsed.GetValue(config),
        };

    private static long Number(ArgumentResult given, string option, long min)
    {
        var text = given.Tokens[0].Value;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < min)
        {
            given.AddError($"{option} {text} is not a whole number from {min}.");
        }

        return number;
    }

    private static EventsAddress Address(ArgumentResult given)
    {
        var text = given.Tokens[0].Value;
        try
        {
            if (EventsAddress.Parse(text) is { Port: > 0 } address)
            {
                return address;
            }
        }
        catch (FormatException)
        {
            // Said below.
        }

        given.AddError($"--edge '{text}' is not HOST:PORT, for example {EventsAddress.Default}.");
        return EventsAddress.Default;
    }
}
