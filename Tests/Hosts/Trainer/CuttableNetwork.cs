using System.Diagnostics;
using Xunit;

namespace Vitrine.Tests.Hosts.Trainer;

/// <summary>
/// Machines on one switch, each a network namespace of Linux, whose cables can be pulled. Where that is not allowed the test
/// is skipped.
/// </summary>
internal sealed class CuttableNetwork : IDisposable
{
    // Linux removes a deleted namespace's cables later, so that a name is used once only.
    private static int made;

    private readonly string name;
    private readonly string subnet;
    private readonly int machines;

    public CuttableNetwork(int machines)
    {
        this.machines = machines;
        var number = Interlocked.Increment(ref made);
        name = $"vt{Environment.ProcessId % 100_000:x}{(char)('f' + number)}";
        subnet = $"10.{100 + (Environment.ProcessId % 100)}.{((Environment.ProcessId / 100) + (number * 50)) % 250}";
        if (!Environment.IsPrivilegedProcess || !Run($"link add {name} type bridge"))
        {
            Assert.Skip("Making network namespaces needs root and the program ip.");
        }

        Must($"addr add {Here}/24 dev {name}");
        Must($"link set {name} up");
        for (var machine = 1; machine <= machines; machine++)
        {
            Must($"netns add {Space(machine)}");
            Must($"link add {Cable(machine)} type veth peer name eth0 netns {Space(machine)}");
            Must($"link set {Cable(machine)} master {name} up");
            Must($"-n {Space(machine)} addr add {Address(machine)}/24 dev eth0");
            Must($"-n {Space(machine)} link set eth0 up");
            Must($"-n {Space(machine)} link set lo up");
        }
    }

    /// <summary>The address of the machine that the test runs on.</summary>
    public string Here => $"{subnet}.1";

    public string Address(int machine) => $"{subnet}.{machine + 10}";

    /// <summary>What is written before a command to run it on a machine.</summary>
    public string[] On(int machine) => ["ip", "netns", "exec", Space(machine)];

    public void Cut(int machine) => Must($"link set {Cable(machine)} down");

    public void Heal(int machine) => Must($"link set {Cable(machine)} up");

    public void Dispose()
    {
        for (var machine = 1; machine <= machines; machine++)
        {
            Run($"netns del {Space(machine)}");
        }

        Run($"link del {name}");
    }

    private string Space(int machine) => $"{name}-{machine}";

    private string Cable(int machine) => $"{name}c{machine}";

    private static void Must(string arguments) => Assert.True(Run(arguments), $"ip {arguments}");

    private static bool Run(string arguments)
    {
        try
        {
            using var ip = Process.Start(
                new ProcessStartInfo("ip", arguments) { RedirectStandardError = true, UseShellExecute = false }
            )!;
            ip.WaitForExit();
            return ip.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
