using Spectre.Console;
using Vitrine.Hosts.Cli.Events;
using Vitrine.Hosts.Cli.Jobs;
using Vitrine.Hosts.Cli.Rollout;
using Vitrine.Hosts.Terminal;

// One line for each verb.
return await new ConsoleCommand(
    "Reads what a device counts, asks a training cluster for models, and brings them to devices.",
    new EventsCommand(EventsHost.RunAsync).Verb,
    new JobCommand(AnsiConsole.Console, Console.Error, TimeProvider.System).Verb,
    new RolloutCommand(
        new KeysCommand(KeysHost.RunAsync).Verb,
        new StartCommand(StartHost.RunAsync).Verb,
        new StatusCommand().Verb,
        new AbortCommand().Verb,
        new HistoryCommand(Console.Out).Verb
    ).Verb
).InvokeAsync(args, Console.Error);
