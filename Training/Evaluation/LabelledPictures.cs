using System.Collections.Concurrent;
using OpenCvSharp;
using Vitrine.Training.Data;
using Vitrine.Vision;
using Vitrine.Vision.Detection;
using Vitrine.Wire;

namespace Vitrine.Training.Evaluation;

/// <summary>
/// The pictures of a list in its order, some read side by side and held at a time. While they are looked at nothing else
/// runs, so whoever measures time is not disturbed.
/// </summary>
internal sealed class LabelledPictures : IDisposable
{
    private const int PerBatch = 64;
    private readonly EvaluationRequest request;
    private readonly (int Line, LabelledFace Face)[] rows;
    private readonly ConcurrentBag<FaceSearch> searches = [];

    /// <summary>Reads the list and makes ready a detector for each core, if a row needs one.</summary>
    /// <exception cref="BadInputException">The list or the detector's file cannot be used, or a picture is missing.</exception>
    public LabelledPictures(EvaluationRequest request)
    {
        this.request = request;
        rows =
        [
            .. FaceList
                .ReadRows(request.List)
                .Select(row => row.Fault is null ? (row.Line, row.Face) : throw Wrong(row.Line, row.Fault.Says)),
        ];
        var pictures = new PictureFolder(request.Images);
        if (rows.FirstOrDefault(row => pictures.Find(row.Face.File) is null) is { Face: { } missing } where)
        {
            throw Wrong(
                where.Line,
                $"picture '{missing.File}' is not in '{request.Images}'; put it there or take it off the list"
            );
        }

        if (rows.Any(row => row.Face.Box is null))
        {
            MakeSearches();
        }
    }

    /// <summary>Rows of the list.</summary>
    public int Count => rows.Length;

    /// <summary>Reads them all, in order; their pictures are freed as it goes on, so keep none.</summary>
    /// <exception cref="BadInputException">A picture cannot be read, or its box lies outside it.</exception>
    public IEnumerable<LocatedFace> Read()
    {
        foreach (var batch in rows.Chunk(PerBatch))
        {
            var faces = batch
                .AsParallel()
                .AsOrdered()
                .WithDegreeOfParallelism(Environment.ProcessorCount)
                .Select(row => Locate(row.Face))
                .ToArray();
            try
            {
                foreach (var ((line, _), face) in batch.Zip(faces))
                {
                    Check(line, face);
                    yield return face;
                }
            }
            finally
            {
                Array.ForEach(faces, face => face.Dispose());
            }
        }
    }

    public void Dispose()
    {
        foreach (var search in searches)
        {
            search.Dispose();
        }
    }

    private void MakeSearches()
    {
        try
        {
            var make = DetectStage.Factory(new DetectorOptions { YuNet = request.YuNet });
            for (var core = 0; core < Environment.ProcessorCount; core++)
            {
                searches.Add(new FaceSearch(make(), request.Padding));
            }
        }
        catch (Exception bad) when (bad is IOException or InvalidDataException)
        {
            throw new BadInputException(
                $"rows of list '{request.List}' have no box, and there is no detector: {bad.Message}",
                bad
            );
        }
    }

    private LocatedFace Locate(LabelledFace face)
    {
        // What cannot be decoded is reported with its row, by whoever gets it.
        var picture = PictureFile.Read(PathOf(face)) ?? new Mat();
        if (face.Box is not null || picture.Empty())
        {
            return new LocatedFace(face, picture, face.Box is { } given ? new FaceDetection(given, Score: 1) : null);
        }

        // There is one for each thread.
        _ = searches.TryTake(out var search);
        var found = search!.Largest(picture);
        searches.Add(search);
        return new LocatedFace(face, picture, found);
    }

    private void Check(int line, LocatedFace face)
    {
        if (face.Picture.Empty())
        {
            throw Wrong(line, $"'{PathOf(face.Label)}' is not a picture that can be read");
        }

        var picture = new Box(0, 0, face.Picture.Width, face.Picture.Height);
        if (face.Label.Box is { } box && box.Intersection(picture) <= 0)
        {
            throw Wrong(
                line,
                $"the box lies outside the picture '{face.Label.File}' ({picture.Width} x {picture.Height} pixels)"
            );
        }
    }

    private string PathOf(LabelledFace face) => Path.Combine(request.Images, face.File);

    private BadInputException Wrong(int line, string what) => new($"list '{request.List}', line {line}: {what}");
}

/// <summary>A row of a list with its picture and its face's place in it. Owns the picture.</summary>
/// <param name="Label">The row.</param>
/// <param name="Picture">Height x width x 3, 8 bit, BGR.</param>
/// <param name="Face">The row's box or what the detector found, in pixels; null: it found nothing.</param>
internal sealed record LocatedFace(LabelledFace Label, Mat Picture, FaceDetection? Face) : IDisposable
{
    /// <summary>Frees the picture.</summary>
    public void Dispose() => Picture.Dispose();
}
