using System.Globalization;
using OpenCvSharp;
using Vitrine.Vision;
using Vitrine.Vision.Detection;
using Vitrine.Vision.Synthetic;
using Vitrine.Vision.Tracking;

namespace Vitrine.Bench.Tracks;

/// <summary>People followed through the drawn shop, whose truth is known.</summary>
/// <param name="Seed">Of the shop.</param>
/// <param name="True">Visitors whom a good counter has seen.</param>
/// <param name="Counted">Visitors counted.</param>
/// <param name="Frames">Who was where, and was followed as whom.</param>
internal sealed record ShopTracks(int Seed, int True, int Counted, IReadOnlyList<TrackFrame> Frames)
{
    /// <summary>Counts of it.</summary>
    public TrackScore Score => TrackScore.Of(Frames);

    /// <summary>Looks at every so manieth frame of a shop, in whose window so many posters hang.</summary>
    public static ShopTracks Follow(IFaceDetector detector, int seed, int posters, TimeSpan length, int every)
    {
        var shop = new SyntheticOptions { Seed = seed, Posters = posters };
        using var painter = new ShopPainter(shop);
        using var picture = new Mat(shop.Height, shop.Width, MatType.CV_8UC3);
        var (state, found, looks) = (TrackerState.Empty, new List<FaceDetection>(), new List<Look>());
        var (visitors, last) = (new HashSet<long>(), TimeSpan.Zero);
        for (var number = 0; number < length.TotalSeconds * shop.FramesPerSecond; number += every)
        {
            last = TimeSpan.FromSeconds((double)number / shop.FramesPerSecond);
            painter.Paint(last, picture);
            detector.Detect(picture, found);
            var step = state.Advance(last, [.. found], new FrameSize(shop.Width, shop.Height), TrackerOptions.Default);
            state = step.State;
            visitors.UnionWith(step.Confirmed.Select(track => (long)track.Id));
            looks.Add(LookAt(painter.Schedule, last, step));
        }

        // Who is counted was so from the first face on.
        return new ShopTracks(
            seed,
            painter.Schedule.TrueVisitors(last),
            state.Visitors,
            [.. looks.Select(look => look.Of(visitors))]
        );
    }

    /// <summary>Both sides in the format of the MOT challenge: frame, id, x, y, width, height, score, and three that are not used.</summary>
    public void Write(string folder)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"shop-{Seed:00}-{Frames.Count}.txt");
        Write(Path.Combine(folder, "gt", name), frame => frame.True);
        Write(Path.Combine(folder, "vitrine", name), frame => frame.Followed);
    }

    private void Write(string path, Func<TrackFrame, IReadOnlyList<TrackBox>> side)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllLines(
            path,
            Frames.SelectMany(
                (frame, number) =>
                    side(frame)
                        .Select(box =>
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{number + 1},{box.Id},{box.Box.X:0.##},{box.Box.Y:0.##},{box.Box.Width:0.##},{box.Box.Height:0.##},1,-1,-1,-1"
                            )
                        )
            )
        );
    }

    private static Look LookAt(ShopSchedule shop, TimeSpan time, TrackerStep step)
    {
        var present = shop.Present(time).ToLookup(visit => shop.IsInSight(visit, time));
        return new Look(
            [.. present[true].Select(visit => new TrackBox(visit.Number, visit.DetectedAt(time)))],
            [.. present[false].Select(visit => visit.DetectedAt(time))],
            [.. step.Sightings.Select(sighting => new TrackBox(sighting.TrackId, sighting.Face.Box))]
        );
    }

    // A face that is cut or half hidden may be found or not: then it counts on neither side.
    private sealed record Look(TrackBox[] InSight, Box[] Unclear, TrackBox[] Followed)
    {
        public TrackFrame Of(HashSet<long> visitors) =>
            new(InSight, [.. Followed.Where(track => visitors.Contains(track.Id) && !IsUnclear(track.Box))]);

        private bool IsUnclear(Box box)
        {
            var clear = InSight.Select(face => face.Box.IntersectionOverUnion(box)).DefaultIfEmpty(0).Max();
            return Unclear.Any(face => face.IntersectionOverUnion(box) > Math.Max(0.2, clear));
        }
    }
}
