using Microsoft.Extensions.Time.Testing;
using Vitrine.Dataflow;
using Vitrine.Hosts.Edge;
using Vitrine.Hosts.Edge.Status;
using Vitrine.Pipelines;
using Vitrine.Tests.Vision.Counting;
using Vitrine.Vision;
using Vitrine.Vision.Counting;
using Vitrine.Vision.Detection;
using Vitrine.Vision.Sources;
using Vitrine.Vision.Tracking;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge;

public sealed class StatusSampleTests
{
    [Fact]
    public void Nobody_stays_in_view_while_no_frames_come()
    {
        var clock = new FakeTimeProvider();
        var options = new EdgeOptions
        {
            Source = SourceName.Synthetic,
            Windows = new WindowOptions { MinCell = 1 },
        };
        using var pipeline = new EdgePipeline(options, clock, _ => { });
        using var metrics = new GraphMetrics(["frames", "aggregator"], clock);
        var run = new EdgeRun(options, pipeline, clock);
        run.Begin(new RunningGraph(Akka.Actor.ActorRefs.Nobody, metrics, Task.CompletedTask));
        var counted = OneInView();
        StatusSample? sample = null;
        StatusSample After(int seconds)
        {
            clock.Advance(TimeSpan.FromSeconds(seconds));
            return sample = StatusSample.Take(run, metrics, counted, sample);
        }

        metrics["aggregator"].OnSent();
        Assert.Equal(1, After(1).InView);
        metrics["aggregator"].OnSent();
        Assert.Equal(1, After(60).InView);
        Assert.Equal(1, After(3).InView);

        Assert.Equal(0, After(3).InView);

        metrics["aggregator"].OnSent();
        Assert.Equal(1, After(1).InView);
    }

    private static AggregateState OneInView()
    {
        using var looks = new Looks();
        var track = new Track(
            7,
            new Box(300, 100, 40, 40),
            TimeSpan.FromSeconds(1),
            TimeSpan.FromSeconds(1),
            3,
            Confirmed: true,
            default,
            40,
            40
        );
        var step = new TrackerStep(
            TrackerState.Empty with
            {
                Tracks = [track],
            },
            [new Sighting(7, new FaceDetection(track.Box, 1), Confirmed: true)],
            [track],
            []
        );
        using var frame = looks.At(TimeSpan.FromSeconds(1), step, []);
        return new OpenWindow(PlaceOptions.None).Add(frame).Counted;
    }
}
