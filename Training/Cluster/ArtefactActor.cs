using Akka.Actor;
using Akka.Event;
using Google.Protobuf;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster;

/// <summary>
/// Reads pieces of artefacts, some at a time; more are refused. In: <see cref="Fetch"/>, and <see cref="JobEnded"/> of jobs
/// that are done, which it notes in the store. Out, to the sender of a Fetch: <see cref="ArtefactChunk"/>, or
/// <see cref="RequestRefused"/> when there is no such file or it is damaged.
/// </summary>
internal sealed class ArtefactActor : ReceiveActor
{
    private const int MostAtOnce = 32;
    private const int ChunkLength = 48 * 1024;
    private int underWay;

    /// <param name="finished">The artefacts.</param>
    public ArtefactActor(FinishedJobs finished)
    {
        Receive<Fetch>(fetch => Begin(finished.Files, fetch));
        Receive<JobEnded>(ended => Note(finished, ended));
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

    private static void Note(FinishedJobs finished, JobEnded ended)
    {
        try
        {
            finished.Add(ended);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // The job is done all the same; it is noted when a coordinator next starts.
            Context.GetLogger().Warning("what job {0} left cannot be noted: {1}", ended.Id, refused.Message);
        }
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
            return new RequestRefused { Reason = SingleLine.Of(wrong.Message) };
        }
    }
}
