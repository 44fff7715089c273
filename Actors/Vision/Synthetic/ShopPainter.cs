using OpenCvSharp;

namespace Vitrine.Vision.Synthetic;

/// <summary>
/// Draws the shop scene at any time. Backdrop and visitors are drawn once and kept as native pictures until they have
/// left, so a frame costs little more than copying. One thread at a time.
/// </summary>
public sealed class ShopPainter : IDisposable
{
    private readonly SyntheticOptions options;
    private readonly Mat backdrop;
    private readonly Sprite front;
    private readonly Dictionary<long, VisitorPicture> visitors = [];

    /// <param name="options">What to draw.</param>
    public ShopPainter(SyntheticOptions options)
    {
        this.options = options;
        Schedule = new ShopSchedule(options);
        backdrop = StreetBackdrop.Draw(options);
        front = WindowFront.Draw(options);
    }

    /// <summary>Who is in the pictures, and so the truth about them.</summary>
    public ShopSchedule Schedule { get; }

    /// <summary>Draws the scene over whatever a picture held.</summary>
    /// <param name="time">Scene time, from zero; any order, forwards is cheapest.</param>
    /// <param name="into">8 bit BGR of the options' width and height.</param>
    /// <exception cref="ArgumentException">The picture has another size or type.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public void Paint(TimeSpan time, Mat into)
    {
        if (into.Type() != MatType.CV_8UC3 || into.Size() != new Size(options.Width, options.Height))
        {
            throw new ArgumentException($"Must be {options.Width} x {options.Height}, 8 bit BGR.", nameof(into));
        }

        var present = Schedule.Present(time);
        ForgetAllBut(present);
        backdrop.CopyTo(into);
        foreach (var visit in present)
        {
            PictureOf(visit).Lay(into, visit.FaceAt(time));
        }

        front.Lay(into, 0, 0);
        into.ConvertTo(into, -1, LightAt(time));
    }

    /// <summary>Frees the native pictures.</summary>
    public void Dispose()
    {
        ForgetAllBut([]);
        front.Dispose();
        backdrop.Dispose();
    }

    /// <summary>Clouds pass slowly and lamps flicker a little: 0.94 to 1.06.</summary>
    private static double LightAt(TimeSpan time)
    {
        var seconds = time.TotalSeconds % ShopChapter.Length.TotalSeconds;
        return 1 + (0.05 * Math.Sin(0.7 * seconds)) + (0.01 * Math.Sin(31 * seconds));
    }

    private VisitorPicture PictureOf(ShopVisit visit)
    {
        if (!visitors.TryGetValue(visit.Number, out var picture))
        {
            picture = new VisitorPicture(visit, options.Height);
            visitors.Add(visit.Number, picture);
        }

        return picture;
    }

    private void ForgetAllBut(IReadOnlyList<ShopVisit> present)
    {
        foreach (var (number, picture) in visitors)
        {
            if (!present.Any(visit => visit.Number == number))
            {
                visitors.Remove(number);
                picture.Dispose();
            }
        }
    }
}
