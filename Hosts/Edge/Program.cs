using System.Runtime.InteropServices;
using Vitrine.Hosts.Edge;
using Vitrine.Hosts.Edge.Configuration;
using Vitrine.Hosts.Edge.Doctor;

// Neither is disposed of: until the process has ended, a signal must not end it in another way.
var stop = new CancellationTokenSource();
PosixSignalRegistration[] heard =
[
    PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
    PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Stop),
    PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
];
var code = await new EdgeCommand(EdgeHost.RunAsync, Examination.RunAsync).InvokeAsync(args, Console.Error, stop.Token);
GC.KeepAlive(heard);
return code;

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
