using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge;

/// <summary>The edge as systemd starts it: systemd's end of the socket is here.</summary>
public sealed class SystemdTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Socket systemd = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

    public SystemdTests() => systemd.Bind(new UnixDomainSocketEndPoint(folder["notify"]));

    [Fact]
    public async Task It_is_ready_with_the_first_picture_and_alive_while_pictures_flow()
    {
        using var edge = Start("--source", "synthetic");

        Assert.Equal("READY=1", await Heard());
        Assert.Equal("WATCHDOG=1", await Heard());
        Assert.Equal("WATCHDOG=1", await Heard());
    }

    [Fact]
    public async Task It_is_ready_and_alive_while_it_waits_for_a_camera()
    {
        using var edge = Start("--source", "97", "--wait");

        Assert.Equal("READY=1", await Heard());
        Assert.Equal("WATCHDOG=1", await Heard());
        Assert.Contains(edge.Lines, line => line.Contains("/dev/video97 is not there", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_camera_that_is_not_there_is_not_waited_for_unasked()
    {
        using var edge = new EdgeProcess("--source", "97");

        var (code, errors) = await edge.End();

        Assert.Equal(2, code);
        OneLine.Says(errors.TrimEnd('\n'), "--source 97", "--wait");
    }

    public void Dispose()
    {
        systemd.Dispose();
        folder.Dispose();
    }

    private EdgeProcess Start(params string[] arguments) =>
        new(
            AppContext.BaseDirectory,
            [.. arguments, "--models", "none", "--http", "none"],
            ("NOTIFY_SOCKET", folder["notify"]),
            ("WATCHDOG_USEC", "3000000")
        );

    private async Task<string> Heard()
    {
        var datagram = new byte[200];
        var length = await Soon.Done(
            systemd.ReceiveAsync(datagram, SocketFlags.None, TestContext.Current.CancellationToken).AsTask()
        );
        return Encoding.UTF8.GetString(datagram, 0, length);
    }
}
