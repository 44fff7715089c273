using Vitrine.Hosts.Edge;
using Vitrine.Hosts.Edge.Configuration;

return await new EdgeCommand(EdgeHost.RunAsync).InvokeAsync(args, Console.Error);
