using Akka.Actor;
using Vitrine.Wire;

namespace Vitrine.Fleet.Hub;

/// <summary>
/// Serves the chunks of one release. In: <see cref="PullChunk"/> from devices. Out: <see cref="Chunk"/> or
/// <see cref="PullRefused"/>. Every chunk is read from the file when it is asked for, and kept nowhere.
/// </summary>
internal sealed class ChunkActor : ReceiveActor
{
    private readonly Publication? release;
    private ServingState<IActorRef, PullChunk> serving = new();

    /// <param name="release">What is served; null: nothing.</param>
    public ChunkActor(Publication? release)
    {
        this.release = release;
        Receive<PullChunk>(OnPull);
        Receive<Answered>(OnAnswered);
    }

    private void OnPull(PullChunk pull)
    {
        if (release is null || !release.Id.Equals(pull.Release, StringComparison.Ordinal))
        {
            Sender.Tell(new PullRefused { Release = pull.Release, Reason = "the hub does not serve it (any more)" });
            return;
        }

        serving = serving.Ask(Sender, pull);
        Read(release);
    }

    private void OnAnswered(Answered answered)
    {
        serving = serving.End(answered.Device);
        answered.Device.Tell(answered.Message);
        Read(release!);
    }

    private void Read(Publication from)
    {
        while (true)
        {
            (serving, var next) = serving.Begin();
            if (next is not var (device, pull))
            {
                return;
            }

            _ = from.ReadAsync(pull)
                .PipeTo(
                    Self,
                    success: chunk => new Answered(device, (object?)chunk ?? Refused(pull, "there is no such chunk")),
                    failure: broken => new Answered(device, Refused(pull, broken.GetBaseException().Message))
                );
        }
    }

    private static PullRefused Refused(PullChunk pull, string reason) =>
        new PullRefused { Release = pull.Release, Reason = SingleLine.Of(reason) };

    /// <summary>To itself: a chunk was read.</summary>
    private sealed record Answered(IActorRef Device, object Message) : INoSerializationVerificationNeeded;
}
