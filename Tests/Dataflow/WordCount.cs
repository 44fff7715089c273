using System.Threading.Channels;
using Akka.Actor;
using Akka.Configuration;
using Vitrine.Dataflow;

namespace Vitrine.Tests.Dataflow;

#pragma warning disable MA0048 // One example is read in one piece.
// What follows is the example of Actors/Dataflow/README.md, line by line.
public sealed class Lines(TextReader text) : ISource<string>
{
    public string? Read(CancellationToken cancel) => text.ReadLine(); // may block, may throw; null ends the graph

    public void Dispose() => text.Dispose();
}

public sealed record Totals(int Words, int Letters);

public static class WordCount
{
    public static async Task<Totals> Of(TextReader text)
    {
        var count = new Fork<string>("count") // both branches at once, joined line by line
            .Branch(line => line, StageNode.Map<string, string[]>("words", line => line.Split(' ')))
            .Branch(line => line, StageNode.Map<string, char[]>("letters", line => [.. line.Where(char.IsLetter)]))
            .Join((_, words, letters) => new Totals(words!.Length, letters!.Length));
        var sum = StageNode.Scan<Totals, Totals, Totals>(
            "sum",
            seed: new Totals(0, 0), // a step that throws leaves the state as it was
            (all, one) => (all = new Totals(all.Words + one.Words, all.Letters + one.Letters), all)
        );
        var totals = Channel.CreateBounded<Totals>(1); // while it is full, the graph waits
        var graph = Flow.From(new SourceNode<string>("lines", () => new Lines(text))).Via(count).Via(sum);
        using var system = ActorSystem.Create("words", ConfigurationFactory.ParseString(NodeSettings.Hocon));
        graph.To("totals", totals.Writer).Start(system, system, "word-count", new NodeSettings());
        return await totals.Reader.ReadAllAsync().LastAsync();
    }
}
