using System.Globalization;
using OpenCvSharp;
using Vitrine.Dataflow;
using Vitrine.Models;

namespace Vitrine.Vision.Counting;

/// <summary>
/// Draws boxes and labels into the pictures and writes them to a video file. The only place in Vitrine that stores a
/// picture; it exists only while <c>--annotate</c> asks for it. Owns the file's writer.
/// </summary>
/// <param name="path">The video file: .mp4 or .avi.</param>
/// <param name="framesPerSecond">The rate to write.</param>
/// <param name="attributes">What is estimated of a face.</param>
public sealed class AnnotateStage(string path, double framesPerSecond, IReadOnlyList<FaceAttribute> attributes)
    : IStage<Observation, Observation>
{
    private static readonly Scalar Visitor = new(80, 220, 80);
    private static readonly Scalar Candidate = new(0, 200, 255);
    private VideoWriter? writer;

    /// <inheritdoc />
    /// <exception cref="IOException">The file cannot be written.</exception>
    public Observation Process(Observation input)
    {
        var picture = input.Frame.Pixels;
        writer ??= Open(picture.Size());
        foreach (var face in input.Faces)
        {
            Frame(picture, face.Box, Candidate, thickness: 1);
        }

        foreach (var sighting in input.People.Sightings)
        {
            var (box, colour) = (sighting.Face.Box, sighting.Confirmed ? Visitor : Candidate);
            Frame(picture, box, colour, thickness: 2);
            Write(
                picture,
                Describe(input.Counted, sighting.TrackId),
                new Point((int)box.X, Math.Max(12, (int)box.Y - 5)),
                colour
            );
        }

        Write(picture, $"visitors {input.Counted.Visitors}", new Point(6, picture.Height - 8), Visitor);
        writer.Write(picture);
        return input;
    }

    /// <inheritdoc />
    public void Dispose() => writer?.Dispose();

    private string Describe(AggregateState counted, int track)
    {
        var person = counted.Present.GetValueOrDefault(track, Person.Undescribed);
        var labels = attributes.Select(attribute =>
            person.LabelOf(attribute.Name) is { } label
                ? " " + attribute.Labels.ElementAtOrDefault(label)
                : string.Empty
        );
        return track.ToString(CultureInfo.InvariantCulture) + string.Concat(labels);
    }

    private static void Frame(Mat picture, Box box, Scalar colour, int thickness) =>
        picture.Rectangle(new Rect((int)box.X, (int)box.Y, (int)box.Width, (int)box.Height), colour, thickness);

    private static void Write(Mat picture, string text, Point place, Scalar colour)
    {
        picture.PutText(text, place, HersheyFonts.HersheySimplex, 0.45, Scalar.Black, 3, LineTypes.AntiAlias);
        picture.PutText(text, place, HersheyFonts.HersheySimplex, 0.45, colour, 1, LineTypes.AntiAlias);
    }

    private VideoWriter Open(Size size)
    {
        var isAvi = path.EndsWith(".avi", StringComparison.OrdinalIgnoreCase);
        var opened = new VideoWriter(path, FourCC.FromString(isAvi ? "MJPG" : "mp4v"), framesPerSecond, size);
        if (opened.IsOpened())
        {
            return opened;
        }

        opened.Dispose();
        throw new IOException(
            $"annotated video '{path}' cannot be written; give a name that ends in .mp4 or .avi in a folder that can be written"
        );
    }
}
