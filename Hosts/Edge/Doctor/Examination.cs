using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using OpenCvSharp;
using Vitrine.Dataflow;
using Vitrine.Fleet;
using Vitrine.Hosts.Edge.Configuration;
using Vitrine.Hosts.Edge.Sinks;
using Vitrine.Pipelines;
using Vitrine.Vision;
using Vitrine.Windows.Log;
using Vitrine.Wire;

namespace Vitrine.Hosts.Edge.Doctor;

/// <summary>Looks at a device, part by part. A part that is not there is left out.</summary>
/// <param name="arguments">As the edge is given them, the configuration's among them.</param>
/// <param name="options">How the edge is set up.</param>
/// <param name="clock">The clock.</param>
/// <param name="sensors">What the machine measures of itself.</param>
public sealed class Examination(EdgeArguments arguments, EdgeOptions options, TimeProvider clock, Sensors sensors)
{
    private const int Pictures = 30;
    private static readonly TimeSpan PictureLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PeerLimit = TimeSpan.FromSeconds(5);

    /// <summary>Looks at the device and writes what it finds.</summary>
    /// <returns>0; 1 where something is bad; 2 when what was given cannot be used.</returns>
    public static async Task<int> RunAsync(EdgeArguments arguments, CancellationToken stop)
    {
        NativeOutput.Silence();
        try
        {
            OpenCvLibrary.Load();
            (_, arguments, var options) = EdgeSetup.Read(arguments with { Wait = true });
            var worst = Verdict.Good;
            await foreach (
                var finding in new Examination(arguments, options, TimeProvider.System, new Sensors())
                    .FindAsync()
                    .WithCancellation(stop)
            )
            {
                Console.WriteLine(finding);
                worst = finding.Verdict > worst ? finding.Verdict : worst;
            }

            return worst is Verdict.Bad ? 1 : 0;
        }
        catch (Exception wrong) when (EdgeHost.IsBadInput(wrong) || wrong is FormatException)
        {
            await Console.Error.WriteLineAsync($"vitrine doctor: {SingleLine.Of(wrong.Message)}");
            return 2;
        }
    }

    /// <summary>Everything that was found, as it is found.</summary>
    public async IAsyncEnumerable<Finding> FindAsync()
    {
        foreach (var finding in OfPictures().Concat(OfMachine()).Concat(OfCertificates()))
        {
            yield return finding;
        }

        foreach (var (who, host, port) in Peers())
        {
            yield return Finding.OfPeer(who, $"{host}:{port}", await FaultOf(host, port));
        }
    }

    private List<Finding> OfPictures()
    {
        using var pool = new LeasePool<Mat>(2, () => new Mat());
        var name = options.Source.ForLog;
        try
        {
            using var source = EdgeSource.Prepare(options, new FrameCounter(pool, clock), _ => { }).Open();
            // The first picture also waits for the camera to start.
            source.Read(CancellationToken.None)?.Dispose();
            var (frames, light, begun) = (0, 0.0, clock.GetTimestamp());
            while (
                frames < Pictures
                && clock.GetElapsedTime(begun) < PictureLimit
                && source.Read(CancellationToken.None) is { } frame
            )
            {
                light = Light(frame);
                frames++;
            }

            return frames == 0
                ? [new(Verdict.Bad, "camera", $"{name} gives no pictures")]
                : [Finding.OfRate(name, frames, clock.GetElapsedTime(begun)), Finding.OfLight(light)];
        }
        catch (IOException fault)
        {
            return [new(Verdict.Bad, "camera", SingleLine.Of(fault.Message))];
        }
    }

    private static double Light(Frame frame)
    {
        using (frame)
        {
            var mean = Cv2.Mean(frame.Pixels);
            return (mean.Val0 + mean.Val1 + mean.Val2) / 3;
        }
    }

    private IEnumerable<Finding> OfMachine()
    {
        yield return Finding.OfTemperature(sensors.Celsius);
        if (Finding.OfSupply(sensors.Throttled) is { } supply)
        {
            yield return supply;
        }

        var folder = arguments.Data ?? DataFolder.Default;
        yield return Finding.OfDisk(folder, new DriveInfo(Existing(folder)).AvailableFreeSpace);
        yield return Finding.OfClock(sensors, clock);
    }

    private IEnumerable<Finding> OfCertificates()
    {
        if (options.Rollout.Certificates is not { } folder)
        {
            yield break;
        }

        foreach (
            var file in new[] { PrivateAuthority.AuthorityFile, PrivateAuthority.OwnFile }.Select(file =>
                Path.Combine(folder, file)
            )
        )
        {
            if (!File.Exists(file))
            {
                yield return new Finding(Verdict.Bad, "certificate", $"'{file}' is not there");
                continue;
            }

            using var certificate = X509CertificateLoader.LoadCertificateFromFile(file);
            yield return Finding.OfCertificate(file, new DateTimeOffset(certificate.NotAfter), clock.GetLocalNow());
        }
    }

    private IEnumerable<(string Who, string Host, int Port)> Peers()
    {
        if (arguments.Hub is { } hub)
        {
            var address = HubAddress.Parse(hub);
            yield return ("hub", address.Host, address.Port);
        }

        if (((MqttOptions)options.Sinks.Of(new MqttOptions())).Broker is { } broker)
        {
            var usual = broker.Scheme is "mqtts" ? 8883 : 1883;
            yield return ("mqtt", broker.Host, broker.Port > 0 ? broker.Port : usual);
        }

        if (((WebhookOptions)options.Sinks.Of(new WebhookOptions())).Url is { } url)
        {
            yield return ("webhook", url.Host, url.Port);
        }
    }

    private static async Task<string?> FaultOf(string host, int port)
    {
        using var client = new TcpClient();
        using var limit = new CancellationTokenSource(PeerLimit);
        try
        {
            await client.ConnectAsync(host, port, limit.Token);
            return null;
        }
        catch (SocketException fault)
        {
            return SingleLine.Of(fault.Message);
        }
        catch (OperationCanceledException)
        {
            return $"no answer within {PeerLimit.TotalSeconds:0} s";
        }
    }

    private static string Existing(string folder)
    {
        var there = Path.GetFullPath(folder);
        while (!Directory.Exists(there))
        {
            there = Path.GetDirectoryName(there)!;
        }

        return there;
    }
}
