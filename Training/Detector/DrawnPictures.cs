using System.Globalization;
using OpenCvSharp;
using Vitrine.Vision.Detection;
using Vitrine.Vision.Synthetic;

namespace Vitrine.Training.Detector;

/// <summary>
/// Pictures of the shop that Vitrine draws itself, each of another street, with the faces that it drew: what a detector must know
/// of drawn faces to count them, and all that is needed to try training one.
/// </summary>
internal static class DrawnPictures
{
    /// <summary>The path that stands for them.</summary>
    public const string Path = "synthetic";

    private const int Streets = 40;
    private const int PicturesOfStreet = 50;
    private const float MostHidden = 0.1f;
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(11);

    // Streets that the drawn shop shows by itself begin at 0.
    private const int FirstSeed = 1_000_000;
    private const int VisitorsPerMinute = 30;

    /// <summary>Draws them.</summary>
    /// <param name="images">Where the pictures go.</param>
    /// <param name="stop">Ends it early.</param>
    public static IReadOnlyList<FacePicture> Draw(string images, CancellationToken stop)
    {
        Directory.CreateDirectory(images);
        var drawn = new List<FacePicture>();
        for (var street = 0; street < Streets; street++)
        {
            stop.ThrowIfCancellationRequested();
            var options = new SyntheticOptions { Seed = FirstSeed + street, VisitorsPerMinute = VisitorsPerMinute };
            using var painter = new ShopPainter(options);
            using var picture = new Mat(options.Height, options.Width, MatType.CV_8UC3);
            for (var number = 1; number <= PicturesOfStreet; number++)
            {
                var time = number * Apart;
                var present = painter.Schedule.Present(time);
                if (!present.All(visit => IsClear(visit, painter.Schedule, time, options)))
                {
                    continue;
                }

                var file = string.Create(CultureInfo.InvariantCulture, $"drawn-{street:000}-{number:000}.jpg");
                painter.Paint(time, picture);
                Cv2.ImWrite(System.IO.Path.Combine(images, file), picture);
                drawn.Add(
                    new FacePicture(
                        file,
                        [.. present.Select(visit => new FaceDetection(visit.DetectedAt(time), Score: 1))]
                    )
                );
            }
        }

        return drawn;
    }

    // A face that is cut or half hidden is neither one to find nor one to leave out.
    private static bool IsClear(ShopVisit visit, ShopSchedule shop, TimeSpan time, SyntheticOptions options)
    {
        var face = visit.FaceAt(time);
        return face is { X: >= 0, Y: >= 0 }
            && face.X + face.Width <= options.Width
            && face.Y + face.Height <= options.Height
            && shop.ShareHidden(visit, time) <= MostHidden;
    }
}
