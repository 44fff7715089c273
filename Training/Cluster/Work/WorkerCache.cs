using Vitrine.Wire;

namespace Vitrine.Training.Cluster.Work;

/// <summary>
/// A process's own folder for the activations of frozen trunks: the first below a common folder that no other process has,
/// so that workers on one machine do not meet, and each finds what it computed before it was restarted.
/// </summary>
public sealed class WorkerCache : IDisposable
{
    private const int Most = 64;
    private readonly FileStream held;

    private WorkerCache(string path, FileStream held)
    {
        Path = path;
        this.held = held;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Takes a folder for as long as this lives; the system lets go of it however the process ends.</summary>
    /// <param name="common">The common folder; made if missing.</param>
    /// <exception cref="BadInputException">It cannot be written, or too many processes use it.</exception>
    public static WorkerCache Take(string common)
    {
        IOException? taken = null;
        for (var number = 1; number <= Most; number++)
        {
            var folder = System.IO.Path.Combine(common, $"worker-{number}");
            try
            {
                Directory.CreateDirectory(folder);
                return new WorkerCache(
                    folder,
                    new FileStream(
                        System.IO.Path.Combine(folder, "lock"),
                        FileMode.OpenOrCreate,
                        FileAccess.ReadWrite,
                        FileShare.None
                    )
                );
            }
            catch (UnauthorizedAccessException refused)
            {
                throw new BadInputException($"--cache '{common}' cannot be written: {refused.Message}", refused);
            }
            catch (IOException inUse)
            {
                taken = inUse;
            }
        }

        throw new BadInputException($"--cache '{common}' cannot be used: {taken!.Message}", taken);
    }

    /// <inheritdoc />
    public void Dispose() => held.Dispose();
}
