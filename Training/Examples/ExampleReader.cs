using System.Security.Cryptography;
using Vitrine.Training.Data;
using Vitrine.Training.Monitoring;
using Vitrine.Vision;
using Vitrine.Vision.Detection;
using Vitrine.Wire;

namespace Vitrine.Training.Examples;

/// <summary>Joins the lists of a job's data sets, and finds the face in each picture that came without a box.</summary>
public sealed class ExampleReader
{
    private readonly TrainingJob job;
    private readonly IRunProgress progress;
    private readonly Lazy<HaarCascade> cascade = new(LoadCascade);
    private int found;
    private int notFound;
    private int done;

    private ExampleReader(TrainingJob job, IRunProgress progress)
    {
        this.job = job;
        this.progress = progress;
    }

    /// <summary>Reads every picture once, on all the job's threads.</summary>
    /// <exception cref="BadInputException">A list or picture is missing or broken, or a class has no example.</exception>
    public static ExampleSplits Read(TrainingJob job, IRunProgress progress, CancellationToken stop)
    {
        var sets = DataSetNames.Distinct([.. job.Data.Select(PreparedData.Read)]);
        if (sets.Count == 0)
        {
            throw new BadInputException("--data is missing: name one or more folders that ./vitrine prepare made");
        }

        var reader = new ExampleReader(job, progress);
        progress.Begin("reading pictures", sets.Sum(set => set.Train.Count + set.Validation.Count + set.Test.Count));
        var splits = new ExampleSplits
        {
            DataSets = sets,
            Training = reader.Read(sets, set => set.Train, withoutLabel: job.Loss is "distribution", stop),
            Validation = reader.Read(sets, set => set.Validation, withoutLabel: false, stop),
            Test = reader.Read(sets, set => set.Test, withoutLabel: false, stop),
            Found = reader.found,
            NotFound = reader.notFound,
        };
        EveryClass.Require(
            job,
            splits.Training.Select(example => example.Label),
            splits.Validation.Select(example => example.Label),
            splits.Test.Select(example => example.Label)
        );
        return splits;
    }

    private Example[] Read(
        IReadOnlyList<PreparedData> sets,
        Func<PreparedData, IReadOnlyList<LabelledFace>> split,
        bool withoutLabel,
        CancellationToken stop
    )
    {
        var faces = sets.SelectMany((set, index) => split(set).Select(face => (Set: set, Index: index, Face: face)))
            .Where(item => Label(item.Face) is not null || (withoutLabel && item.Face.Age is not null))
            .ToArray();
        var examples = new Example[faces.Length];
        EachFace.Do(
            faces.Length,
            job.Threads,
            () => new Lazy<FaceFinder>(() => new FaceFinder(cascade.Value)),
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
        return new Example
        {
            Path = path,
            Hash = HashOf(path),
            Face = face.Box ?? Find(path, finder),
            DataSet = index,
            Label = Label(face),
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

    private Box Find(string path, Lazy<FaceFinder> finder)
    {
        using var picture = FaceReader.Read(path);
        if (finder.Value.Find(picture) is { } box)
        {
            Interlocked.Increment(ref found);
            return box;
        }

        Interlocked.Increment(ref notFound);
        return FaceFinder.Fallback(picture.Width, picture.Height);
    }

    private int? Label(LabelledFace face) => EveryClass.LabelOf(face, job.Task);

    // Only faces without a box need it.
    private static HaarCascade LoadCascade()
    {
        try
        {
            return HaarCascade.Load(new DetectorOptions().Cascade);
        }
        catch (Exception bad) when (bad is IOException or InvalidDataException)
        {
            throw new BadInputException($"some faces have no box, and there is no detector: {bad.Message}", bad);
        }
    }
}
