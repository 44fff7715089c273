namespace Vitrine.Dataflow;

/// <summary>A source as a stage, so that one kind of worker, with one kind of supervision, does for both.</summary>
internal sealed class ReadingStage<T>(ISource<T> source) : IStage<Pull, T>
    where T : class
{
    /// <inheritdoc />
    public T? Process(Pull input) => source.Read();

    /// <inheritdoc />
    public void Dispose() => source.Dispose();
}
