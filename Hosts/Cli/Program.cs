using Vitrine.Hosts.Cli;
using Vitrine.Hosts.Cli.Events;

// One line for each verb.
return await new ConsoleCommand(new EventsCommand(EventsHost.RunAsync).Verb).InvokeAsync(args, Console.Error);
