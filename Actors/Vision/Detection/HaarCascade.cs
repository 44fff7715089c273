using OpenCvSharp;

namespace Vitrine.Vision.Detection;

/// <summary>
/// Finds faces with a boosted cascade of Haar-like features: P. Viola and M. Jones, "Rapid object detection using a
/// boosted cascade of simple features" (CVPR 2001); R. Lienhart and J. Maydt, "An extended set of Haar-like features
/// for rapid object detection" (ICIP 2002). Gives the boxes of OpenCV's CascadeClassifier.detectMultiScale, several
/// times faster on one core, by testing 4 or 8 neighbouring windows at once. One instance serves one thread.
/// </summary>
public sealed class HaarCascade : IDisposable
{
    private readonly HaarModel model;
    private readonly List<(int Column, int Row)> hits = new(256);
    private readonly HaarSearch?[] searches = new HaarSearch?[3];
    private readonly HaarGroups groups = new();
    private HaarParameters? planned;
    private Size plannedSize;
    private List<HaarScale> scales = [];
    private List<HaarShrink> shrinks = [];

    private HaarCascade(HaarModel model) => this.model = model;

    /// <summary>Loads a cascade of upright features whose trees have one or two tests, in OpenCV's current XML format.</summary>
    /// <param name="path">The file, for example /usr/share/opencv4/haarcascades/haarcascade_frontalface_default.xml.</param>
    /// <returns>The detector.</returns>
    /// <exception cref="InvalidDataException">
    /// The file is missing, is not such a cascade, or has tilted, LBP or deeper tree features; the message says what to do.
    /// </exception>
    public static HaarCascade Load(string path) => new(HaarCascadeXml.Read(path));

    /// <summary>Another detector of the same cascade, for another thread; the file is not read again.</summary>
    public HaarCascade Twin() => new(model);

    /// <summary>Finds the faces in a picture.</summary>
    /// <param name="gray8">The picture, one channel of 8 bits; any size, also a region of a larger one.</param>
    /// <param name="parameters">What sizes to look for. Changing it or the picture's size costs a few milliseconds once.</param>
    /// <param name="into">Cleared, then filled with square boxes in pixels of the picture, clipped to it.</param>
    /// <exception cref="ArgumentException">The picture is not 8-bit gray, or the scale factor is not above 1.</exception>
#pragma warning disable MA0016 // The caller's own list is filled, so that a picture allocates nothing.
    public void Detect(Mat gray8, HaarParameters parameters, List<Rect> into)
#pragma warning restore MA0016
    {
        // Depth and channels one by one: Mat.Type() allocates.
        if (gray8.Depth() != MatType.CV_8U || gray8.Channels() != 1)
        {
            throw new ArgumentException(
                $"The picture is {gray8.Type()}; convert it to one channel of 8 bits first.",
                nameof(gray8)
            );
        }

        if (!(parameters.ScaleFactor > 1))
        {
            throw new ArgumentException(
                $"The scale factor is {parameters.ScaleFactor}; it must be above 1.",
                nameof(parameters)
            );
        }

        if (gray8.Size() != plannedSize || parameters != planned)
        {
            Plan(gray8.Size(), parameters);
        }

        into.Clear();
        if (scales.Count > 0)
        {
            Search(gray8, into);
            groups.Merge(into, parameters.MinNeighbours);
            Clip(into, plannedSize);
        }
    }

    /// <summary>Frees the working memory, a few hundred kilobytes; the next <see cref="Detect"/> would allocate it again.</summary>
    public void Dispose() => (plannedSize, scales, shrinks, searches[1], searches[2]) = (default, [], [], null, null);

    // Apart from Detect, because its closures would be allocated on entry even when there is nothing to plan.
    private void Plan(Size size, HaarParameters parameters)
    {
        scales = HaarScale.All(model, size.Width, size.Height, parameters);
        shrinks = scales.ConvertAll(s => new HaarShrink(size.Width, size.Height, s.Width, s.Height));
        for (var step = 1; step <= 2; step++)
        {
            var stepped = scales.FindAll(s => s.Step == step);
            searches[step] = stepped.Count == 0 ? null : new HaarSearch(model, step, stepped);
        }

        (plannedSize, planned) = (size, parameters);
    }

    private unsafe void Search(Mat gray8, List<Rect> into)
    {
        for (var i = 0; i < scales.Count; i++)
        {
            var scale = scales[i];
            hits.Clear();
            searches[scale.Step]!.Run(scale, shrinks[i], gray8.DataPointer, (nint)gray8.Step(), hits);
            foreach (var (column, row) in hits)
            {
                into.Add(
                    new Rect(
                        HaarScale.Round(column * scale.Step * scale.Factor),
                        HaarScale.Round(row * scale.Step * scale.Factor),
                        HaarScale.Round(model.Width * scale.Factor),
                        HaarScale.Round(model.Height * scale.Factor)
                    )
                );
            }
        }
    }

    private static void Clip(List<Rect> boxes, Size size)
    {
        var picture = new Rect(0, 0, size.Width, size.Height);
        for (var i = boxes.Count - 1; i >= 0; i--)
        {
            boxes[i] &= picture;
            if (boxes[i].Width <= 0 || boxes[i].Height <= 0)
            {
                boxes.RemoveAt(i);
            }
        }
    }
}
