using CsCheck;
using Vitrine.Vision.Detection;
using Vitrine.Vision.Tracking;
using Xunit;
using static Vitrine.Tests.Vision.Tracking.Scene;

namespace Vitrine.Tests.Vision.Tracking;

public sealed class TrackerPropertyTests
{
    private static readonly Gen<FaceDetection> AnyFace = Gen.Select(
        Gen.Float[-50, 700],
        Gen.Float[-50, 400],
        Gen.Float[0, 200],
        Gen.Float[0, 1],
        (x, y, size, score) => Face(x, y, size, score)
    );

    /// <summary>Somebody who walks by: where, how fast in pixels a second, from when and for how many seconds.</summary>
    private static readonly Gen<(float X, float Y, float Speed, double From, double Lasts)> AnyWalker = Gen.Select(
        Gen.Float[0, 640],
        Gen.Float[50, 300],
        Gen.Float[-150, 150],
        Gen.Double[0, 3],
        Gen.Double[0, 4]
    );

    /// <summary>Walkers, among faces that come and go anywhere, at a frame rate that is seldom steady.</summary>
    private static readonly Gen<(double Time, FaceDetection[] Faces)[]> AnyFrames = Gen.Select(
        AnyWalker.Array[0, 4],
        Gen.Select(
            Gen.OneOf(Gen.Double[0.02, 0.2], Gen.Double[0.02, 0.2], Gen.Double[0, 2]),
            AnyFace.Array[0, 2]
        ).Array[1, 80],
        (walkers, frames) =>
        {
            var time = 0.0;
            return frames
                .Select(frame =>
                {
                    time += frame.Item1;
                    var walking = walkers.Where(one => time >= one.From && time < one.From + one.Lasts);
                    var seen = walking.Select(one => Face(one.X + (one.Speed * (time - one.From)), one.Y));
                    return (time, (FaceDetection[])[.. frame.Item2, .. seen]);
                })
                .ToArray();
        }
    );

    [Fact]
    public void An_empty_frame_with_nobody_in_view_allocates_nothing()
    {
        var state = TrackerState.Empty;
        var same = state.Advance(TimeSpan.Zero, [], Frame, TrackerOptions.Default).State;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var frame = 0; frame < 1000; frame++)
        {
            same = same.Advance(TimeSpan.FromSeconds(frame), [], Frame, TrackerOptions.Default).State;
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Same(state, same);
    }

    [Fact]
    public void Whatever_comes_the_tracks_add_up()
    {
        var (came, left) = (0, 0);
        AnyFrames.Sample(frames =>
        {
            var (state, confirmed, ended) = (TrackerState.Empty, 0, 0);
            foreach (var (time, faces) in frames)
            {
                var step = state.Advance(TimeSpan.FromSeconds(time), faces, Frame, TrackerOptions.Default);
                Assert.Equal(step.Sightings.Length, step.Sightings.DistinctBy(sighting => sighting.TrackId).Count());
                Assert.All(step.Sightings, sighting => Assert.Contains(sighting.Face, faces));
                Assert.All(step.State.Tracks, track => Assert.True(float.IsFinite(track.Box.X)));
                Assert.All(step.State.Tracks, track => Assert.True(track.Motion.PositionVariance > 0));
                Assert.All(step.Ended, track => Assert.True(track.Confirmed));
                Assert.True(step.State.NextId >= state.NextId);
                (state, confirmed, ended) = (step.State, confirmed + step.Confirmed.Length, ended + step.Ended.Length);
            }

            Assert.Equal(confirmed, state.Visitors);
            Assert.Equal(confirmed - ended, state.Tracks.Count(track => track.Confirmed));
            Interlocked.Add(ref came, confirmed);
            Interlocked.Add(ref left, ended);
        });
        // Or there would have been nothing to add up.
        Assert.True(came > left && left > 0, $"{came} came and {left} left");
    }

    [Fact]
    public void A_lone_walker_is_counted_once_at_any_uneven_frame_rate() =>
        Gen.Select(Gen.Double[1 / 60.0, 0.2].Array[200], Gen.Double[2, 9], Gen.Double[24, 80])
            .Sample(
                (intervals, speed, size) =>
                {
                    var (scene, time, x) = (new Scene(), 0.0, size / 2);
                    foreach (var interval in intervals.TakeWhile(_ => x < Frame.Width - (size / 2)))
                    {
                        scene.See(time, Face(x, 150, size));
                        time += interval;
                        x += interval * speed * size;
                    }

                    Assert.Equal(1, scene.State.Visitors);
                    Assert.Equal(2, scene.State.NextId);
                }
            );

    [Fact]
    public void The_order_of_the_faces_does_not_matter() =>
        Gen.Select(Gen.Double[1, 8], Gen.Double[1, 8])
            .Sample(
                (left, right) =>
                {
                    var (one, other) = (new Scene(), new Scene());
                    for (var frame = 0; frame < 10; frame++)
                    {
                        FaceDetection[] faces = [Face(100 + (left * frame), 100), Face(500 - (right * frame), 250)];
                        one.See(frame / 10.0, faces);
                        other.See(frame / 10.0, faces[1], faces[0]);
                    }

                    Assert.Equal(
                        one.State.Tracks.Select(track => track.Box).Order(LeftToRight),
                        other.State.Tracks.Select(track => track.Box).Order(LeftToRight)
                    );
                }
            );

    private static readonly IComparer<Vitrine.Vision.Box> LeftToRight = Comparer<Vitrine.Vision.Box>.Create(
        (one, other) => one.X.CompareTo(other.X)
    );
}
