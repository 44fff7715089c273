using System.Security.Cryptography;
using Vitrine.Models;
using Vitrine.Training.Data;
using Vitrine.Training.Monitoring;
using Vitrine.Vision;
using Vitrine.Vision.Detection;
using Vitrine.Wire;

namespace Vitrine.Training.Examples;

/// <summary>Joins the lists of a job's data sets, and finds the face in each picture that came without a box.</summary>
public sealed class ExampleReader
{
    // Of the smaller of two boxes, above which both are one face.
    private const float LeastShared = 0.5f;

    private readonly TrainingJob job;
    private readonly IRunProgress progress;
    private readonly TrainingAttribute attribute;
    private readonly DetectorOptions detector;
    private readonly Lazy<Func<int?, IFaceDetector>> open;
    private int found;
    private int notFound;
    private int done;

    private ExampleReader(TrainingJob job, IRunProgress progress)
    {
        this.job = job;
        this.progress = progress;
        attribute = TrainingAttribute.Of(job);
        detector = new DetectorOptions { YuNet = job.Yunet.Length > 0 ? job.Yunet : null };
        open = new Lazy<Func<int?, IFaceDetector>>(() => Loaded(() => detector.Kind.Load(detector)));
    }

    /// <summary>Reads the lists of a job's data sets; two of one name get different ones.</summary>
    /// <exception cref="BadInputException">There are none, or a list is missing or broken.</exception>
    public static IReadOnlyList<PreparedData> ReadLists(TrainingJob job) =>
        job.Data.Count > 0
            ? DataSetNames.Distinct([.. job.Data.Select(PreparedData.Read)])
            : throw new BadInputException("--data is missing: name one or more folders that ./vitrine prepare made");

    /// <summary>Reads every picture once, on all the job's threads.</summary>
    /// <param name="job">A complete job that names its labels.</param>
    /// <param name="sets">Its data.</param>
    /// <param name="progress">Gets each picture.</param>
    /// <param name="stop">Ends it early.</param>
    /// <exception cref="BadInputException">A picture or label cannot be used, or a class has no example.</exception>
    public static ExampleSplits Read(
        TrainingJob job,
        IReadOnlyList<PreparedData> sets,
        IRunProgress progress,
        CancellationToken stop
    )
    {
        var reader = new ExampleReader(job, progress);
        progress.Begin("reading pictures", sets.Sum(set => set.Train.Count + set.Validation.Count + set.Test.Count));
        var splits = new ExampleSplits
        {
            DataSets = sets,
            Training = reader.Read(sets, set => set.Train, withoutLabel: job.Loss is "distribution", stop),
            Validation = reader.Read(sets, set => set.Validation, withoutLabel: false, stop),
            Test = reader.Read(sets, set => set.Test, withoutLabel: false, stop),
            Detector = new ModelDetector(ModelDetector.Boxes),
            Found = reader.found,
            NotFound = reader.notFound,
        };
        EveryClass.Require(
            reader.attribute,
            splits.Training.Select(example => example.Label),
            splits.Validation.Select(example => example.Label),
            splits.Test.Select(example => example.Label)
        );
        return splits.Found + splits.NotFound > 0
            ? splits with
            {
                Detector = FaceDetectors.Identify(reader.detector),
            }
            : splits;
    }

    private Example[] Read(
        IReadOnlyList<PreparedData> sets,
        Func<PreparedData, IReadOnlyList<LabelledFace>> split,
        bool withoutLabel,
        CancellationToken stop
    )
    {
        var faces = sets.SelectMany((set, index) => split(set).Select(face => (Set: set, Index: index, Face: face)))
            .Where(item => attribute.LabelOf(item.Face) is not null || (withoutLabel && item.Face.Age is not null))
            .ToArray();
        var examples = new Example[faces.Length];
        EachFace.Do(
            faces.Length,
            job.Threads,
            () => new Lazy<FaceFinder>(() => new FaceFinder(open.Value, detector.Kind.IsNetwork)),
            (index, finder) =>
            {
                examples[index] = Read(faces[index].Set, faces[index].Index, faces[index].Face, finder);
                progress.Advance(Interlocked.Increment(ref done));
            },
            finder =>
            {
                if (finder.IsValueCreated)
                {
                    finder.Value.Dispose();
                }
            },
            stop
        );
        return examples;
    }

    private Example Read(PreparedData set, int index, LabelledFace face, Lazy<FaceFinder> finder)
    {
        var path = Path.Combine(set.Images, face.File);
        var detection = Find(path, face.Box, finder);
        return new Example
        {
            Path = path,
            Hash = HashOf(path),
            Face = detection.Box,
            Landmarks = detection.Landmarks,
            DataSet = index,
            Label = attribute.LabelOf(face),
            Age = face.Age,
        };
    }

    private static string HashOf(string path)
    {
        try
        {
            return Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"picture '{path}' cannot be read: {unreadable.Message}", unreadable);
        }
    }

    // A face of the list is looked for, too, where its landmarks are wanted.
    private FaceDetection Find(string path, Box? listed, Lazy<FaceFinder> finder)
    {
        if (listed is { } given && !IsAligned)
        {
            return new FaceDetection(given, Score: 1);
        }

        using var picture = FaceReader.Read(path);
        var seen = Loaded(() => finder.Value.Find(picture));
        if (listed is { } box)
        {
            var isIt = seen is { } face && face.Box.Intersection(box) > LeastShared * Math.Min(face.Box.Area, box.Area);
            return new FaceDetection(box, Score: 1, isIt ? seen!.Value.Landmarks : null);
        }

        Interlocked.Increment(ref seen is null ? ref notFound : ref found);
        return seen ?? new FaceDetection(FaceFinder.Fallback(picture.Width, picture.Height), Score: 1);
    }

    private bool IsAligned => job.Crop is "landmarks" && detector.Kind.IsNetwork;

    // Only faces without a box, or landmarks that are wanted, need it.
    private static T Loaded<T>(Func<T> load)
    {
        try
        {
            return load();
        }
        catch (Exception bad) when (bad is IOException or InvalidDataException)
        {
            throw new BadInputException(
                $"some faces have no box, or landmarks are wanted (--crop landmarks), and there is no detector: {bad.Message}",
                bad
            );
        }
    }
}
