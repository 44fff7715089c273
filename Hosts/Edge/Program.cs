using System.Runtime.InteropServices;
using Vitrine.Hosts.Edge;
using Vitrine.Hosts.Edge.Configuration;
using Vitrine.Hosts.Edge.Doctor;

// The host listens for these only once it has started; until then they would end the process at once.
using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await new EdgeCommand(EdgeHost.RunAsync, Examination.RunAsync).InvokeAsync(args, Console.Error, stop.Token);

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
