using Vitrine.Hosts.Edge;
using Vitrine.Hosts.Edge.Arguments;

return await new EdgeCommand(EdgeHost.RunAsync).InvokeAsync(args, Console.Error);
