using System.Globalization;
using Google.Protobuf;
using Vitrine.Jobs;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster.Queue;

/// <summary>The queue as its database holds it, where a disk may have garbled it: what can be read, and what cannot. Pure.</summary>
internal static class StoredQueue
{
    // Numbers of jobs go on from there.
    private const long MostNumber = 100_000_000_000_000_000;

    private static readonly Dictionary<string, MessageParser> Parsers = new[]
    {
        JobQueued.Descriptor,
        JobAssigned.Descriptor,
        JobProgressed.Descriptor,
        JobReturned.Descriptor,
        JobEnded.Descriptor,
        JobResumed.Descriptor,
    }.ToDictionary(message => message.FullName, message => message.Parser, StringComparer.Ordinal);

    /// <summary>An event.</summary>
    /// <param name="manifest">What it is: its full name in jobs.proto.</param>
    /// <param name="bytes">The message.</param>
    /// <exception cref="InvalidDataException">No coordinator wrote it.</exception>
    public static IMessage Event(string manifest, byte[] bytes)
    {
        var happened = Parsers.TryGetValue(manifest, out var parser)
            ? Parse(parser, bytes)
            : throw new InvalidDataException("it is no event of a queue");
        var fault = happened switch
        {
            JobQueued queued => FaultOf(queued),
            JobEnded { State.IsOver: false } => "it ends in no state in which a job can end",
            _ => null,
        };
        return fault is null ? happened : throw new InvalidDataException(fault);
    }

    /// <summary>What the queue is after an event.</summary>
    /// <exception cref="InvalidDataException">It cannot have happened then.</exception>
    public static QueueState After(QueueState queue, IMessage happened)
    {
        var isPossible = happened is JobQueued queued
            ? queued.Number > queue.Newest
            : queue.Find(QueueState.IdOf(happened)) is { } job
                && job.Id.Equals(QueueState.IdOf(happened), StringComparison.Ordinal);
        return isPossible
            ? queue.Apply(happened)
            : throw new InvalidDataException("its job is not there, or is there already");
    }

    /// <summary>What can be read of a snapshot.</summary>
    /// <param name="bytes">A <see cref="QueueSnapshot"/>, as it is stored.</param>
    /// <returns>Its jobs but for those that are damaged, and one line for each of these.</returns>
    public static (QueueSnapshot Readable, IReadOnlyList<string> Faults) Snapshot(byte[] bytes)
    {
        var (readable, faults, numbers) = (new QueueSnapshot(), new List<string>(), new HashSet<long>());
        try
        {
            var input = new CodedInputStream(bytes);
            for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
            {
                switch (WireFormat.GetTagFieldNumber(tag), WireFormat.GetTagWireType(tag))
                {
                    case (QueueSnapshot.JobsFieldNumber, WireFormat.WireType.LengthDelimited):
                        Take(input.ReadBytes());
                        break;
                    case (QueueSnapshot.NewestFieldNumber, WireFormat.WireType.Varint):
                        readable.Newest = input.ReadInt64();
                        break;
                    default:
                        throw new InvalidDataException("something else follows");
                }
            }
        }
        catch (Exception bad) when (bad is InvalidDataException or InvalidProtocolBufferException)
        {
            faults.Add($"what follows its first {readable.Jobs.Count} jobs that can be read: {bad.Message}");
        }

        var newest = numbers.DefaultIfEmpty().Max();
        if (readable.Newest < newest || readable.Newest is < 1 or > MostNumber)
        {
            faults.Add("the number of its newest job");
            readable.Newest = newest;
        }

        return (readable, faults);

        void Take(ByteString record)
        {
            try
            {
                var job = (JobRecord)Parse(JobRecord.Parser, record.ToByteArray());
                var fault = FaultOf(job) ?? (numbers.Add(job.Queued.Number) ? null : "it is there twice");
                readable.Jobs.Add(fault is null ? job : throw new InvalidDataException($"{job.Queued.Id}: {fault}"));
            }
            catch (InvalidDataException bad)
            {
                faults.Add($"one job: {bad.Message}");
            }
        }
    }

    private static string? FaultOf(JobRecord job) =>
        FaultOf(job.Queued)
        ?? (
            job.State is JobState.Unspecified ? "it has no state"
            : job.Events.Where((one, index) => one.Number < 1 || one.Number - job.Events[0].Number != index).Any()
                ? "its events are not in order"
            : null
        );

    private static string? FaultOf(JobQueued queued) =>
        JobId.IsWhole(queued.Id)
        && queued.Id.StartsWith($"{queued.Number.ToString(CultureInfo.InvariantCulture)}-", StringComparison.Ordinal)
        && queued.Number <= MostNumber
            ? null
            : $"its ID is not that of job {queued.Number}";

    private static IMessage Parse(MessageParser parser, byte[] bytes)
    {
        try
        {
            var message = parser.ParseFrom(bytes);
            return Completeness.FaultOf(message) is { } fault ? throw new InvalidDataException(fault) : message;
        }
        catch (InvalidProtocolBufferException bad)
        {
            throw new InvalidDataException(SingleLine.Of(bad), bad);
        }
    }
}
