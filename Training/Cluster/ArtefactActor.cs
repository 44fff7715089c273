using Akka.Actor;
using Google.Protobuf;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster;

/// <summary>
/// Reads pieces of artefacts, some at a time; more are refused. In: <see cref="Fetch"/>. Out, to its sender:
/// <see cref="ArtefactChunk"/>, or <see cref="RequestRefused"/> when there is no such file or it is damaged.
/// </summary>
internal sealed class ArtefactActor : ReceiveActor
{
    private const int MostAtOnce = 32;
    private const int ChunkLength = 48 * 1024;
    private int underWay;

    /// <param name="files">The artefacts.</param>
    public ArtefactActor(ContentFolder files)
    {
        Receive<Fetch>(fetch => Begin(files, fetch));
        Receive<IMessage>(End);
    }

    private void Begin(ContentFolder files, Fetch fetch)
    {
        if (underWay >= MostAtOnce)
        {
            Sender.Tell(new RequestRefused { Reason = "too many files are being read; ask again in a moment" });
            return;
        }

        underWay++;
        _ = Task.Run(() => Read(files, fetch)).PipeTo(Self, Sender);
    }

    private void End(IMessage answer)
    {
        underWay--;
        Sender.Tell(answer);
    }

    private static IMessage Read(ContentFolder files, Fetch fetch)
    {
        var (job, asked) = (fetch.Job, fetch.Asked);
        try
        {
            var artefact =
                job.Artefacts.Find(one => one.Name.Equals(asked.Name, StringComparison.Ordinal))
                ?? throw new BadInputException(
                    $"job {job.Id} left no '{asked.Name}'; it left {(job.Artefacts.IsEmpty ? "nothing yet" : string.Join(", ", job.Artefacts.Select(one => one.Name)))}"
                );
            return new ArtefactChunk
            {
                Id = job.Id,
                Artefact = artefact,
                Offset = asked.Offset,
                Data = UnsafeByteOperations.UnsafeWrap(files.Read(artefact, asked.Offset, ChunkLength)),
            };
        }
        catch (Exception wrong)
        {
            return new RequestRefused { Reason = wrong.Message.ReplaceLineEndings(" ") };
        }
    }
}
