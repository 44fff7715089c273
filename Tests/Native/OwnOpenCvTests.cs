using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OpenCvSharp;
using Vitrine.Tests.Architecture;
using Vitrine.Tests.Hosts.Edge;
using Vitrine.Vision.Synthetic;
using Xunit;

namespace Vitrine.Tests.Native;

/// <summary>native/opencv, which takes the place of a package.</summary>
public sealed partial class OwnOpenCvTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void It_exports_what_the_edge_may_come_to_call_and_nothing_else()
    {
        var edge = BuiltAssembly.Closure("vitrine-edge").Where(BuiltAssembly.Exists).Append("vitrine-edge");
        string[] exports =
        [
            .. SourceTree
                .Files.Where(file => file.StartsWith("native/opencv/", StringComparison.Ordinal))
                .SelectMany(file => Export.Matches(SourceTree.Read(file)))
                .Select(export => export.Groups["name"].Value),
        ];

        var called = NativeCalls.Of(edge.Where(name => name.StartsWith("vitrine", StringComparison.OrdinalIgnoreCase)));

        Assert.Empty(called.Except(exports));
        Assert.Empty(exports.Except(called));
    }

    [Fact]
    public async Task It_finds_and_describes_the_faces_that_the_package_does()
    {
        using var own = await Built();
        Directory.CreateDirectory(folder["pictures"]);
        var shop = new SyntheticOptions();
        using var painter = new ShopPainter(shop);
        using var picture = new Mat(shop.Height, shop.Width, MatType.CV_8UC3);
        for (var step = 0; step < 40; step++)
        {
            painter.Paint(TimeSpan.FromSeconds(10 + (step / 5.0)), picture);
            Cv2.ImWrite(folder[$"pictures/{step:00}.png"], picture);
        }

        string[] options = ["--source", folder["pictures"], "--set", "source.pictures-per-second=5"];
        var ours = await Run(own.Path, options);
        var packaged = await Run(AppContext.BaseDirectory, options);

        Assert.True((int)ours["faces"]! >= 40 && (int)ours["visitors"]! > 1, ours.ToJsonString());
        foreach (var what in (string[])["frames", "faces", "visitors", "counts"])
        {
            Assert.True(JsonNode.DeepEquals(packaged[what], ours[what]), $"{what}: {packaged[what]} and {ours[what]}");
        }
    }

    [Fact]
    public async Task It_draws_the_shop_and_writes_and_reads_videos()
    {
        using var own = await Built();

        await Run(own.Path, "--source", "synthetic", "--duration", "1", "--annotate", folder["seen.avi"]);
        var again = await Run(own.Path, "--source", folder["seen.avi"]);

        Assert.True((int)again["frames"]!["processed"]! > 0);
    }

    [Fact]
    public async Task Where_the_system_has_too_old_an_OpenCV_for_YuNet_the_edge_says_so()
    {
        var model = SharedData.PathOrSkip("detectors/face_detection_yunet_2023mar.onnx");
        using var own = await Built();
        using var edge = new EdgeProcess(
            own.Path,
            ["--source", "synthetic", "--duration", "1", "--http", "none", "--yunet", model]
        );

        var (code, errors) = await edge.End();

        if (code != 0)
        {
            Assert.Equal(2, code);
            OneLine.Says(errors.TrimEnd('\n'), "vitrine edge: ", model, "needs OpenCV 4.8");
        }
    }

    [Fact]
    public async Task Where_it_does_not_load_the_edge_says_so_in_one_line()
    {
        using var broken = EdgeCopy.Make();
        broken.Write(EdgeCopy.Library, "no library");
        using var edge = new EdgeProcess(broken.Path, ["--source", "synthetic"]);

        var (code, errors) = await edge.End();

        Assert.Equal(2, code);
        OneLine.Says(errors.TrimEnd('\n'), "vitrine edge: ", "file too short", "./vitrine edge");
    }

    public void Dispose() => folder.Dispose();

    private static async Task<TemporaryFolder> Built()
    {
        var edge = EdgeCopy.Make();
        var start = new ProcessStartInfo(Path.Combine(SourceTree.Root, "native/opencv/build"), [edge[EdgeCopy.Library]])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        using var build = Process.Start(start)!;
        var errors = await build.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await build.WaitForExitAsync(TestContext.Current.CancellationToken);
        if (build.ExitCode == 0)
        {
            return edge;
        }

        edge.Dispose();
        Assert.SkipWhen(
            Unbuildable.IsMatch(errors),
            "There is no g++, libopencv-objdetect-dev or libopencv-videoio-dev."
        );
        throw new InvalidOperationException(errors);
    }

    private async Task<JsonNode> Run(string program, params string[] arguments)
    {
        var summary = folder["summary.json"];
        using var edge = new EdgeProcess(
            program,
            [.. arguments, "--pace", "max", "--http", "none", "--summary", summary]
        );
        var (code, errors) = await edge.End();
        Assert.True(code == 0, errors);
        return JsonNode.Parse(await File.ReadAllTextAsync(summary, TestContext.Current.CancellationToken))!;
    }

    [GeneratedRegex(
        @"^EXPORT\s[^(]*?(?<name>\w+)\(",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Export { get; }

    [GeneratedRegex(
        @"g\+\+: (command )?not found|opencv2/.*: No such file",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Unbuildable { get; }
}
