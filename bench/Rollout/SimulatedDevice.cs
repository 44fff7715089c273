using System.Security.Cryptography;
using Akka.Actor;
using Vitrine.Fleet.Releases;
using Vitrine.Wire;

namespace Vitrine.Bench.Rollout;

/// <summary>Dials a hub, pulls what it is offered chunk after chunk, and verifies it. It tries no model.</summary>
internal sealed class SimulatedDevice : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ICanTell hub;
    private readonly TimeSpan pause;
    private readonly TaskCompletionSource<TimeSpan> done;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private Statement? statement;
    private string release = "";
    private long begun;
    private long count;

    /// <param name="name">The device's name.</param>
    /// <param name="hub">Whom it dials.</param>
    /// <param name="pause">Before each chunk but the first; zero: it is fast.</param>
    /// <param name="done">Gets the time from the offer on.</param>
    public SimulatedDevice(string name, ICanTell hub, TimeSpan pause, TaskCompletionSource<TimeSpan> done)
    {
        (this.hub, this.pause, this.done) = (hub, pause, done);
        var state = new DeviceState
        {
            Device = name,
            Models =
            {
                new LiveModel { Task = "gender", Version = 1 },
            },
        };
        Receive<Dial>(_ => hub.Tell(state, Self));
        Receive<Lease>(lease => Begin(lease.Offer), lease => lease.Offer is not null && statement is null);
        Receive<Next>(_ => Pull());
        Receive<Chunk>(OnChunk, chunk => chunk.Offset == count);
    }

    /// <summary>Set by Akka.</summary>
    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() =>
        Timers.StartPeriodicTimer(nameof(Dial), Dial.Instance, TimeSpan.Zero, Patience);

    protected override void PostStop() => hash.Dispose();

    private void Begin(SignedStatement offer)
    {
        (statement, release) = (Statement.Parser.ParseFrom(offer.Statement), Release.IdOf(offer));
        begun = TimeProvider.System.GetTimestamp();
        Pull();
    }

    private void Pull()
    {
        var pull = new PullChunk
        {
            Release = release,
            Offset = count,
            Length = statement!.ChunkBytes,
        };
        hub.Tell(pull, Self);
        // As a device does: what does not come is asked for again.
        Timers.StartSingleTimer(nameof(Next), Next.Instance, Patience);
    }

    private void OnChunk(Chunk chunk)
    {
        hash.AppendData(chunk.Data.Span);
        count += chunk.Data.Length;
        if (count < statement!.Bytes)
        {
            Timers.StartSingleTimer(nameof(Next), Next.Instance, pause);
            return;
        }

        Timers.Cancel(nameof(Next));
        if (hash.GetHashAndReset().AsSpan().SequenceEqual(statement.Sha256.Span))
        {
            done.TrySetResult(TimeProvider.System.GetElapsedTime(begun));
        }
        else
        {
            done.TrySetException(new InvalidDataException($"{Self.Path.Name} got another model than was signed"));
        }
    }

    private sealed record Dial : INoSerializationVerificationNeeded
    {
        public static readonly Dial Instance = new();
    }

    private sealed record Next : INoSerializationVerificationNeeded
    {
        public static readonly Next Instance = new();
    }
}
