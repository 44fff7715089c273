namespace Vitrine.Dataflow;

/// <summary>A source as a stage, so that one kind of worker, with one kind of supervision, runs both.</summary>
internal sealed class ReadingStage<T>(ISource<T> source, CancellationToken stop) : IStage<Pull, T>
    where T : class
{
    /// <inheritdoc />
    public T? Process(Pull input)
    {
        try
        {
            return source.Read(stop);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // Interrupted: nobody waits for an element any more.
            return null;
        }
    }

    /// <inheritdoc />
    public void Dispose() => source.Dispose();
}

#pragma warning disable MA0048 // Its input.
/// <summary>A reader's input: "one more, please."</summary>
internal sealed class Pull
{
    public static readonly Pull Instance = new();
}
#pragma warning restore MA0048
