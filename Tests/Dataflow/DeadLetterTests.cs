using Akka.Actor;
using Akka.Configuration;
using Vitrine.Dataflow;
using Xunit;

namespace Vitrine.Tests.Dataflow;

public sealed class DeadLetterTests
{
    [Fact]
    public async Task What_reaches_nobody_is_freed_and_never_printed()
    {
        using var system = ActorSystem.Create(
            "letters",
            ConfigurationFactory.ParseString(
                NodeSettings.Hocon + "\nakka { loglevel = WARNING, stdout-loglevel = OFF }"
            )
        );
        new LeaseReclaimer().Apply(system);
        var letters = Enumerable.Range(0, 20).Select(_ => new Letter()).ToArray();

        foreach (var letter in letters)
        {
            system.DeadLetters.Tell(letter);
        }

        await Soon.Done(Task.WhenAll(letters.Select(letter => letter.Freed.Task)));
        await Soon.Done(system.Terminate());
        Assert.All(letters, letter => Assert.False(letter.WasPrinted));
    }

    private sealed class Letter : ILocalOnly, IDisposable
    {
        public TaskCompletionSource Freed { get; } = new();

        public bool WasPrinted { get; private set; }

        public override string ToString()
        {
            WasPrinted = true;
            return nameof(Letter);
        }

        public void Dispose() => Freed.TrySetResult();
    }
}
