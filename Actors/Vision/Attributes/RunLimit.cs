using Microsoft.ML.OnnxRuntime;

namespace Vitrine.Vision.Attributes;

/// <summary>
/// Ends a network's run that takes too long: a model may hold a loop that does not end for some faces, and a thread that
/// never comes back could not even be stopped. ONNX Runtime looks between two operators whether it is to end. One run at a time.
/// </summary>
internal sealed class RunLimit : IDisposable
{
    /// <summary>A hundred times what a face takes on a small device.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromSeconds(5);

    // A timer may be that much early.
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(20);

    private readonly TimeSpan most;
    private readonly RunOptions options = new();
    private readonly Lock gate = new();
    private readonly ITimer timer;
    private long begun;
    private bool isRunning;

    /// <param name="most">How long a run may take.</param>
    public RunLimit(TimeSpan most)
    {
        this.most = most;
        timer = TimeProvider.System.CreateTimer(
            static self => ((RunLimit)self!).End(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
    }

    /// <summary>Runs it.</summary>
    /// <exception cref="TimeoutException">It took too long and was ended.</exception>
    public void Run(InferenceSession session, OrtIoBinding binding)
    {
        Begin();
        try
        {
            session.RunWithBinding(options, binding);
        }
        catch (OnnxRuntimeException ended) when (options.Terminate)
        {
            throw new TimeoutException($"a face took more than {most.TotalSeconds:0.#} s", ended);
        }
        finally
        {
            timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            lock (gate)
            {
                isRunning = false;
                options.Terminate = false;
            }
        }
    }

    public void Dispose()
    {
        timer.Dispose();
        lock (gate)
        {
            options.Dispose();
        }
    }

    private void Begin()
    {
        lock (gate)
        {
            (begun, isRunning) = (TimeProvider.System.GetTimestamp(), true);
        }

        timer.Change(most, Timeout.InfiniteTimeSpan);
    }

    /// <summary>On the timer's thread. It may come late, when the run that it was meant for has ended and another has begun.</summary>
    private void End()
    {
        lock (gate)
        {
            if (isRunning && TimeProvider.System.GetElapsedTime(begun) >= most - Slack)
            {
                options.Terminate = true;
            }
        }
    }
}
