using OpenCvSharp;
using Vitrine.Dataflow;
using Vitrine.Pipelines;
using Vitrine.Tests.Vision;
using Vitrine.Vision.Sources;
using Vitrine.Vision.Synthetic;
using Vitrine.Vision.Tracking;
using Xunit;

namespace Vitrine.Tests.Pipelines;

/// <summary>A network camera that goes away and comes back while a visitor stands before it.</summary>
public sealed class ReconnectingTests : IDisposable
{
    private static readonly SyntheticOptions Scene = new()
    {
        Width = 480,
        Height = 270,
        MaxAtOnce = 1,
    };
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(0.05);
    private readonly ShopPainter painter = new(Scene);
    private TimeSpan time;
    private int trodden;

    [Fact]
    public async Task A_camera_that_comes_back_is_found_again_and_its_visitor_is_the_same()
    {
        var port = PictureServer.FreePort();
        var first = new PictureServer(port, NextPicture);
        using var pipeline = new EdgePipeline(
            new EdgeOptions
            {
                Source = SourceName.Parse(first.Address),
                // However slow the machine is, the visitor has not left.
                Tracker = new TrackerOptions
                {
                    LostAfter = TimeSpan.FromMinutes(10),
                    ForgetAfter = TimeSpan.FromSeconds(10),
                },
            },
            TimeProvider.System,
            _ => { }
        );
        await using var run = new PipelineRun(pipeline);
        await Soon.True(() => pipeline.Counted.Visitors == 1);
        await first.DisposeAsync();
        await Soon.True(() => run["frames"].Restarts > 0);
        var (before, counted) = (run["frames"].Received, pipeline.Counted.Faces);

        await using (new PictureServer(port, NextPicture))
        {
            await Soon.True(() => pipeline.Counted.Faces > counted + 3);
        }

        await Soon.True(() => run.Events.Count(happened => happened is WorkerRestarting) > 1);
        await run.Stop();

        await run.AddsUp(() => pipeline.LeasesOut);
        Assert.Equal(1, pipeline.Counted.Visitors);
        Assert.True(run["frames"].Received > before);
        Assert.Equal(0, run["frames"].Degraded);
        Assert.Contains(run.Events, happened => happened is WorkerRestarting { Node: "frames" });
        Assert.Contains(run.Events, happened => happened is WorkerRecovered { Node: "frames" });
    }

    public void Dispose() => painter.Dispose();

    /// <summary>
    /// The first visitor walks in, and then treads from one foot to the other about the middle: who does not move is taken for
    /// a poster, and on a busy machine the walk may be over before a picture of it is looked at.
    /// </summary>
    private Mat NextPicture()
    {
        var stays = painter.Schedule.Present(time) is [var visit, ..] && visit.FaceAt(time).CentreX is > 200 and < 280;
        if (!stays)
        {
            time += TimeSpan.FromSeconds(1 / 15.0);
        }

        var tread = stays && ++trodden / 4 % 2 == 1 ? Step : TimeSpan.Zero;
        var picture = new Mat(Scene.Height, Scene.Width, MatType.CV_8UC3);
        painter.Paint(time + tread, picture);
        return picture;
    }
}
