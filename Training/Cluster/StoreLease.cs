using Akka.Actor;
using Akka.Coordination;
using Vitrine.Wire;
using Lease = Akka.Coordination.Lease;

namespace Vitrine.Training.Cluster;

/// <summary>
/// Who may decide for the cluster, as a lock on a file in the shared store: the system lets go of it however its holder ends.
/// The split-brain resolver asks for one when nodes are cut off from each other, the coordinator for another before it
/// begins. A side of the cluster that has no node to coordinate does not take either.
/// </summary>
public sealed class StoreLease : Lease
{
    private readonly ExtendedActorSystem system;
    private readonly string path;
    private readonly Lock gate = new();
    private FileStream? held;

    /// <param name="settings">The lease's name, and the folder of the locks.</param>
    /// <param name="system">The actor system; when it ends, the lock is let go.</param>
    public StoreLease(LeaseSettings settings, ExtendedActorSystem system)
        : base(settings)
    {
        this.system = system;
        path = Path.Combine(
            settings.LeaseConfig.GetString("folder"),
            string.Concat(settings.LeaseName.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')) + ".lock"
        );
        system.RegisterOnTermination(LetGo);
    }

    /// <summary>Makes sure that a folder is on a disk that keeps locks: some network disks do not, and say nothing.</summary>
    /// <exception cref="BadInputException">It is not.</exception>
    public static void RequireLocks(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $"{Environment.ProcessId}.probe");
            using var first = Lock(probe, FileOptions.DeleteOnClose);
            try
            {
                using var second = Lock(probe, FileOptions.None);
            }
            catch (IOException)
            {
                return;
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"'{folder}' cannot be written: {refused.Message}", refused);
        }

        throw new BadInputException(
            $"'{folder}' is on a disk that keeps no locks, which coordinators need; put --store on another, or use NFS version 4"
        );
    }

    /// <summary>Makes such leases known under "vitrine-lease".</summary>
    /// <param name="folder">The folder of the locks.</param>
    public static string Hocon(string folder) =>
        $$"""
            vitrine-lease {
              lease-class = "Vitrine.Training.Cluster.StoreLease, Vitrine.Training"
              folder = {{HoconText.Quote(folder)}}
              heartbeat-timeout = 10s
              heartbeat-interval = 2s
              lease-operation-timeout = 5s
            }
            """;

    /// <inheritdoc />
    public override Task<bool> Acquire() => Task.Run(Take);

    /// <inheritdoc />
    public override Task<bool> Acquire(Action<Exception?> leaseLostCallback) => Acquire();

    /// <inheritdoc />
    public override Task<bool> Release()
    {
        LetGo();
        return Task.FromResult(true);
    }

    /// <inheritdoc />
    public override bool CheckLease()
    {
        lock (gate)
        {
            return held is not null;
        }
    }

    private bool Take()
    {
        if (!HasCoordinator())
        {
            return false;
        }

        lock (gate)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                held ??= Lock(path, FileOptions.None);
                return true;
            }
            catch (IOException)
            {
                return false;
            }
            catch (UnauthorizedAccessException refused)
            {
                throw new LeaseException($"'{path}' cannot be locked: {refused.Message}", refused);
            }
        }
    }

    private bool HasCoordinator()
    {
        var state = Akka.Cluster.Cluster.Get(system).State;
        return state.Members.Except(state.Unreachable).Any(member => member.HasRole(NodeOptions.Coordinator));
    }

    private static FileStream Lock(string file, FileOptions options) =>
        new(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, options);

    private void LetGo()
    {
        lock (gate)
        {
            held?.Dispose();
            held = null;
        }
    }
}
