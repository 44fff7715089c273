using Vitrine.Hosts.Trainer.Jobs;
using Vitrine.Jobs;
using Vitrine.Wire;

namespace Vitrine.Hosts.Trainer.Rollout;

/// <summary>The model that a job left, fetched from the cluster for as long as it takes to release it.</summary>
internal sealed class JobModel : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vitrine-release-");

    private JobModel() { }

    /// <summary>The ONNX file, with its manifest beside it.</summary>
    public string Path { get; private set; } = string.Empty;

    /// <summary>Fetches it.</summary>
    /// <param name="coordinator">Whom to ask.</param>
    /// <param name="id">The job.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="BadInputException">No coordinator answers, or the job left no model.</exception>
    public static async Task<JobModel> FetchAsync(Coordinator coordinator, string id, CancellationToken stop)
    {
        var model = new JobModel();
        try
        {
            model.Path = await model.FillAsync(coordinator, id, stop);
            return model;
        }
        catch (CoordinatorLostException lost)
        {
            model.Dispose();
            throw coordinator.Unreachable(lost);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose() => folder.Delete(recursive: true);

    private async Task<string> FillAsync(Coordinator coordinator, string id, CancellationToken stop)
    {
        await using var client = await coordinator.ConnectAsync(stop);
        var job = await client.AskAsync<JobDetails>(new ShowJob { Id = id }, stop);
        await new Download(client, job, folder.FullName).RunAsync(stop);
        // Beside the one that is meant for devices lie others, in folders of their own.
        return Directory.GetFiles(folder.FullName, "*.onnx") is [var file]
            ? file
            : throw new BadInputException(
                $"job {job.Summary.Id} is {job.Summary.State.Name} and has left no model; a job leaves it when it is done"
            );
    }
}
