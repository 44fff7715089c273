using Vitrine.Fleet.Releases;
using Vitrine.Models;
using Vitrine.Wire;

namespace Vitrine.Fleet.Hub;

/// <summary>Drafts the release of a model that a job left in the hub's store.</summary>
internal static class JobReleases
{
    /// <summary>What an operator is to sign.</summary>
    /// <param name="jobs">The store.</param>
    /// <param name="id">The job's ID, or its number alone.</param>
    /// <exception cref="BadInputException">There is no such job, or it left nothing that can be released.</exception>
    public static ReleaseDraft Draft(FinishedJobs jobs, string id)
    {
        var job = jobs.Find(id);
        // Beside the one that is meant for devices lie others, in folders of their own.
        var model =
            job.Artefacts.FirstOrDefault(one =>
                !one.Name.Contains('/', StringComparison.Ordinal)
                && one.Name.EndsWith(".onnx", StringComparison.Ordinal)
            ) ?? throw new BadInputException($"job {job.Id} left no model");
        var golden =
            Find(GoldenFiles.Beside(model.Name))
            ?? throw new BadInputException(
                $"job {job.Id} left no golden vectors: an older Vitrine trained it; train it again, or fetch it with ./vitrine job fetch on the hub's machine and start it there with --model"
            );
        var manifest =
            Find(Path.ChangeExtension(model.Name, ".json"))
            ?? throw new BadInputException($"job {job.Id} left no manifest for its model");
        try
        {
            return new ReleaseDraft
            {
                Job = job.Id,
                Statement = ReleaseMaker.Draft(
                    Read(model),
                    Read(manifest),
                    GoldenFiles.Parse(golden.Name, File.ReadAllText(jobs.Files.Find(golden.Sha256)))
                ),
            };
        }
        catch (Exception bad) when (bad is InvalidModelException or IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"what job {job.Id} left cannot be released: {bad.Message}", bad);
        }

        Artefact? Find(string name) =>
            job.Artefacts.FirstOrDefault(one => one.Name.Equals(name, StringComparison.Ordinal));

        byte[] Read(Artefact file) => File.ReadAllBytes(jobs.Files.Find(file.Sha256));
    }
}
