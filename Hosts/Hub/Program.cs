using Vitrine.Hosts.Hub;
using Vitrine.Hosts.Terminal;

return await new ConsoleCommand("Brings models to devices.", new HubCommand(HubHost.RunAsync).Verb).InvokeAsync(
    args,
    Console.Error
);
