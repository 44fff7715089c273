namespace Vitrine.Dataflow;

/// <summary>Tells a node which of its workers failed, and on what.</summary>
#pragma warning disable CA1032 // It is thrown in one place only, never without its facts.
internal sealed class WorkerFailedException(int worker, long? ticket, Exception cause) : Exception(cause.Message, cause)
#pragma warning restore CA1032
{
    /// <summary>The failure that a crash stands for, also where Akka wrapped it; null when it is none of a worker's.</summary>
    public static WorkerFailedException? In(Exception crash) =>
        crash as WorkerFailedException ?? crash.InnerException as WorkerFailedException;

    /// <summary>The worker's index in its node.</summary>
    public int Worker { get; } = worker;

    /// <summary>The element it failed on; null when it could not start.</summary>
    public long? Ticket { get; } = ticket;
}
