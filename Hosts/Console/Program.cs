using Vitrine.Hosts.Console;
using Vitrine.Hosts.Console.Events;

// One line for each verb.
return await new ConsoleCommand(new EventsCommand(EventsHost.RunAsync).Verb).InvokeAsync(args, Console.Error);
