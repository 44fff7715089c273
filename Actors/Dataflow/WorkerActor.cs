using Akka.Actor;

namespace Vitrine.Dataflow;

/// <summary>
/// Runs a stage, one element at a time, on a thread of its own. It makes the stage in its start and disposes of it in its
/// stop; an exception crashes it, and its node decides what follows.
/// </summary>
internal sealed class WorkerActor<TIn, TOut> : ReceiveActor
    where TIn : class
    where TOut : class
{
    private readonly int index;
    private readonly Func<IStage<TIn, TOut>> make;
    private IStage<TIn, TOut>? stage;

    public WorkerActor(int index, Func<IStage<TIn, TOut>> make, NodeMetrics metrics, TimeProvider clock)
    {
        this.index = index;
        this.make = make;
        Receive<Parcel<TIn>>(parcel =>
        {
            var begun = clock.GetTimestamp();
            var output = Process(parcel);
            metrics.ServiceTime.Record(clock.GetElapsedTime(begun));
            Context.Parent.Tell(new Worked<TOut>(index, parcel.Ticket, output));
        });
    }

    /// <summary>Tells the node that the worker is ready, or crashes with the reason why it is not.</summary>
    protected override void PreStart()
    {
        try
        {
            stage = make();
        }
        catch (Exception cause)
        {
            throw new WorkerFailedException(index, ticket: null, cause);
        }

        Context.Parent.Tell(new WorkerReady(index));
    }

    /// <summary>Frees the stage and its native resource.</summary>
    protected override void PostStop() => stage?.Dispose();

    private TOut? Process(Parcel<TIn> parcel)
    {
        try
        {
            return stage!.Process(parcel.Value!);
        }
        catch (Exception cause)
        {
            throw new WorkerFailedException(index, parcel.Ticket, cause);
        }
    }
}

#pragma warning disable MA0048 // A worker's answers belong to the worker.
/// <summary>Worker to node: the stage is made, elements may come.</summary>
internal sealed record WorkerReady(int Worker) : INoSerializationVerificationNeeded;

/// <summary>Worker to node: the element is done. Null when it has no output.</summary>
internal sealed record Worked<TOut>(int Worker, long Ticket, TOut? Output) : IDisposable, ILocalOnly
    where TOut : class
{
    public void Dispose() => (Output as IDisposable)?.Dispose();
}

/// <summary>Which of a node's workers failed, and on which element.</summary>
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
#pragma warning restore MA0048
