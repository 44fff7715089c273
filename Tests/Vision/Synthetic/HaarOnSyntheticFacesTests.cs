using OpenCvSharp;
using Vitrine.Vision;
using Vitrine.Vision.Synthetic;
using Xunit;

namespace Vitrine.Tests.Vision.Synthetic;

public class HaarOnSyntheticFacesTests
{
    private const string Cascade = "/usr/share/opencv4/haarcascades/haarcascade_frontalface_default.xml";

    [Fact]
    public void The_cascade_finds_the_faces_of_every_skin_tone_and_little_else()
    {
        var options = new SyntheticOptions { Seed = 1 };
        using var painter = new ShopPainter(options);
        using var cascade = new CascadeClassifier(Cascade);
        using var picture = new Mat(options.Height, options.Width, MatType.CV_8UC3);
        using var grey = new Mat();
        var sightings = new List<(int Tone, bool Found)>();
        var falseAlarms = 0;
        for (var time = TimeSpan.FromSeconds(1); time.TotalSeconds < 46; time += TimeSpan.FromSeconds(0.75))
        {
            painter.Paint(time, picture);
            Cv2.CvtColor(picture, grey, ColorConversionCodes.BGR2GRAY);
            var boxes = cascade.DetectMultiScale(grey, 1.1, 5, minSize: new Size(40, 40));
            var present = painter.Schedule.Present(time);
            falseAlarms += boxes.Count(box => !present.Any(visit => IsOn(visit.FaceAt(time), box)));
            sightings.AddRange(
                present
                    .Where(visit => painter.Schedule.IsInSight(visit, time))
                    .Where(visit => painter.Schedule.ShareHidden(visit, time) == 0)
                    .Select(visit => (visit.Looks.Skin.Number, boxes.Any(box => IsOn(visit.FaceAt(time), box))))
            );
        }

        Assert.InRange(falseAlarms, 0, 2);
        Assert.Equal(10, sightings.Select(sighting => sighting.Tone).Distinct().Count());
        Assert.All(
            sightings.GroupBy(sighting => sighting.Tone),
            tone => Assert.True(tone.Count(sighting => sighting.Found) >= 0.8 * tone.Count(), $"tone {tone.Key}")
        );
        Assert.True(sightings.Count(sighting => sighting.Found) >= 0.93 * sightings.Count);
    }

    private static bool IsOn(Box face, Rect box)
    {
        var (x, y) = (box.X + (box.Width / 2f), box.Y + (box.Height / 2f));
        return x >= face.X
            && x <= face.X + face.Width
            && y >= face.Y
            && y <= face.Y + face.Height
            && box.Width < 1.5 * face.Width
            && box.Width > face.Width / 1.5;
    }
}
