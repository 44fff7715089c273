using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Vitrine.Bench.Cluster;

namespace Vitrine.Bench.Streams;

/// <summary>
/// <c>bench streams</c>: an edge that reads a real RTSP server's H.264, H.265 and MJPEG, over TCP and UDP, with a right and a wrong
/// password; and one whose connection is lost again and again at random moments, in several ways.
/// </summary>
internal static partial class StreamsBench
{
    private const int SeenPictures = 30;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    /// <summary>Prints everything.</summary>
    /// <returns>0, or 1 where a stream did not come, or did not come again.</returns>
    public static async Task<int> RunAsync(string[] options)
    {
        if (RtspServer.Missing() is { } packages)
        {
            Console.WriteLine($"skipped: there is no RTSP server here ({packages})");
            return 1;
        }

        var failed = false;
        foreach (var transport in new[] { "tcp", "udp" })
        {
            using var server = new RtspServer(transport);
            foreach (var codec in new[] { "h264", "h265", "mjpeg" })
            {
                failed |= !await ShowAsync($"{codec} over {transport}", $"rtsp://127.0.0.1:{server.Port}/{codec}");
            }
        }

        using (var server = new RtspServer("tcp", "viewer:s3cret"))
        {
            failed |= !await ShowAsync("right password", $"rtsp://viewer:s3cret@127.0.0.1:{server.Port}/h264");
            failed |= await ShowAsync("wrong password", $"rtsp://viewer:wrong@127.0.0.1:{server.Port}/h264");
            failed |= await ShowAsync("no such path", $"rtsp://viewer:s3cret@127.0.0.1:{server.Port}/none");
        }

        var losses = int.Parse(Options.Value(options, "--losses", "200"), CultureInfo.InvariantCulture);
        var seed = int.Parse(Options.Value(options, "--seed", "1"), CultureInfo.InvariantCulture);
        failed |= !await LoseAsync(losses, new Random(seed));
        return failed ? 1 : 0;
    }

    private static async Task<bool> ShowAsync(string what, string address)
    {
        using var edge = new WatchedEdge(address);
        var begun = Stopwatch.GetTimestamp();
        var came = await edge.ReachesAsync(SeenPictures, TimeSpan.FromSeconds(15));
        Console.WriteLine(
            FormattableString.Invariant(
                $"{what, -16} {(came ? $"{SeenPictures} pictures after {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s" : edge.LastWarning())}"
            )
        );
        return came;
    }

    private static async Task<bool> LoseAsync(int losses, Random random)
    {
        using var server = new RtspServer("tcp+udp");
        using var edge = new WatchedEdge($"rtsp://127.0.0.1:{server.Port}/h264");
        if (!await edge.ReachesAsync(SeenPictures, Patience))
        {
            Console.WriteLine($"no picture came at all: {edge.LastWarning()}");
            return false;
        }

        var (closed, died, frozen, longest) = (0, 0, 0, TimeSpan.Zero);
        var (before, most) = (0L, 0L);
        for (var loss = 0; loss < losses; loss++)
        {
            await Task.Delay(TimeSpan.FromSeconds(random.NextDouble() * 2), TimeProvider.System);
            var begun = Stopwatch.GetTimestamp();
            switch (random.Next(20))
            {
                case < 13:
                    server.Lose();
                    closed++;
                    break;
                case < 19:
                    server.Die();
                    died++;
                    break;
                default:
                    server.Freeze();
                    await Task.Delay(TimeSpan.FromSeconds(12), TimeProvider.System);
                    server.Thaw();
                    frozen++;
                    break;
            }

            // What was on its way may still come.
            if (!await edge.ReachesAsync(await edge.PicturesAsync() + SeenPictures, Patience))
            {
                Console.WriteLine($"after loss {loss + 1} no more pictures came: {edge.LastWarning()}");
                return false;
            }

            var took = Stopwatch.GetElapsedTime(begun);
            longest = took > longest ? took : longest;
            most = Math.Max(most, edge.Resident);
            before = loss == losses / 10 ? edge.Resident : before;
        }

        Console.WriteLine(
            FormattableString.Invariant(
                $"{losses} losses ({closed} closed, {died} server killed, {frozen} silent for 12 s): {SeenPictures} more pictures after each, after {longest.TotalSeconds:0} s at most; children left {edge.Children}; memory {before / 1e6:0} MB after a tenth, {edge.Resident / 1e6:0} MB at last, {most / 1e6:0} MB at most"
            )
        );
        return edge.Children <= 1;
    }

    /// <summary>The edge in a process of its own, whose pictures are counted over HTTP.</summary>
    private sealed partial class WatchedEdge : IDisposable
    {
        private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(5) };
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vitrine-bench-streams-");
        private readonly string http = $"http://127.0.0.1:{ClusterBench.FreePort()}";
        private readonly EdgeChild edge;

        public WatchedEdge(string source) =>
            edge = new EdgeChild("0-1", "--source", source, "--http", http, "--data", folder.FullName);

        public long Resident => edge.Resident;

        /// <summary>ffmpegs that run.</summary>
        public int Children => edge.Children;

        public string LastWarning() =>
            edge.LastLines.LastOrDefault(line => line.Contains("WARN", StringComparison.Ordinal)) ?? "nothing was said";

        public async Task<long> PicturesAsync()
        {
            var metrics = await client.GetStringAsync(new Uri($"{http}/metrics"));
            return long.Parse(Received.Match(metrics).Groups["count"].Value, CultureInfo.InvariantCulture);
        }

        public async Task<bool> ReachesAsync(long pictures, TimeSpan patience)
        {
            await edge.Address;
            var begun = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(begun) < patience)
            {
                if (await PicturesAsync() >= pictures)
                {
                    return true;
                }

                await Task.Delay(Look, TimeProvider.System);
            }

            return false;
        }

        public void Dispose()
        {
            edge.Dispose();
            client.Dispose();
            folder.Delete(recursive: true);
        }

        [GeneratedRegex(
            "vitrine_node_received_total\\{[^}]*node=\"frames\"\\} (?<count>\\d+)",
            RegexOptions.ExplicitCapture,
            1000
        )]
        private static partial Regex Received { get; }
    }
}
