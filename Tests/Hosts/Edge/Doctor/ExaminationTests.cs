using System.Net;
using System.Net.Sockets;
using Vitrine.Hosts.Edge.Configuration;
using Vitrine.Hosts.Edge.Doctor;
using Vitrine.Pipelines;
using Vitrine.Vision.Sources;
using Xunit;
using Verdicts = Vitrine.Hosts.Edge.Doctor.Verdict;

namespace Vitrine.Tests.Hosts.Edge.Doctor;

public sealed class ExaminationTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly TcpListener hub = new(IPAddress.Loopback, 0);

    [Fact]
    public async Task Every_part_that_is_there_is_looked_at()
    {
        folder.Write("sys/class/thermal/thermal_zone0/temp", "84321\n");
        folder.Write("sys/devices/platform/soc/soc:firmware/get_throttled", "50005\n");
        folder.Write("run/systemd/timesync/other", "");
        hub.Start();

        var found = await Find(SourceName.Synthetic);

        Assert.Equal(
            ["camera", "light", "temperature", "power", "disk", "clock", "hub"],
            found.Select(one => one.About)
        );
        Assert.Equal(
            (Verdicts.Bad, Verdicts.Bad, Verdicts.Doubtful, Verdicts.Good),
            (Verdict(found, "temperature"), Verdict(found, "power"), Verdict(found, "clock"), Verdict(found, "hub"))
        );
        OneLine.Says(found[2].Text, "84 °C");
    }

    [Fact]
    public async Task A_camera_that_is_not_there_and_a_hub_that_does_not_answer_are_bad()
    {
        hub.Start();
        var address = hub.LocalEndpoint;
        hub.Stop();

        var found = await Find(SourceName.Parse("97"), $"{address}");

        Assert.Equal((Verdicts.Bad, Verdicts.Bad), (Verdict(found, "camera"), Verdict(found, "hub")));
    }

    public void Dispose()
    {
        hub.Dispose();
        folder.Dispose();
    }

    private static Verdicts Verdict(List<Finding> found, string about) =>
        found.Single(one => one.About.Equals(about, StringComparison.Ordinal)).Verdict;

    private async Task<List<Finding>> Find(SourceName source, string? address = null)
    {
        var arguments = new EdgeArguments { Data = folder["data"], Hub = address ?? $"{hub.LocalEndpoint}" };
        var options = new EdgeOptions { Source = source };
        return await new Examination(arguments, options, TimeProvider.System, new Sensors(folder.Path))
            .FindAsync()
            .ToListAsync(TestContext.Current.CancellationToken);
    }
}
