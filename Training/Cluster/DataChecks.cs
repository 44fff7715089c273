using Vitrine.Training.Data;
using Vitrine.Training.Examples;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster;

/// <summary>
/// Whether a job's data is there and can be learned from, as this machine sees it. Lists that were read a moment ago are
/// not read again, so that many jobs on the same data cost one look. For one thread.
/// </summary>
/// <param name="time">The clock.</param>
public sealed class DataChecks(TimeProvider time)
{
    private const int Most = 64;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(60);
    private readonly Dictionary<string, (long Asked, Task<string?> Fault)> known = new(StringComparer.Ordinal);

    /// <summary>What is wrong with the data, in one line; null: nothing.</summary>
    /// <param name="job">A complete job.</param>
    public Task<string?> Of(TrainingJob job)
    {
        var key = string.Join('\n', [job.Loss, job.Task, job.Pretrained, job.Yunet, .. job.Labels, "", .. job.Data]);
        if (
            known.TryGetValue(key, out var before)
            && time.GetElapsedTime(before.Asked) < Fresh
            // What was wrong may have been set right.
            && before.Fault is not { IsCompletedSuccessfully: true, Result: not null }
        )
        {
            return before.Fault;
        }

        if (known.Count >= Most)
        {
            known.Remove(known.MinBy(entry => entry.Value.Asked).Key);
        }

        var fault = Task.Run(() => Look(job));
        known[key] = (time.GetTimestamp(), fault);
        return fault;
    }

    private static string? Look(TrainingJob job)
    {
        try
        {
            NamedFiles.Require(job);
            var sets = job.Data.Select(PreparedData.Read).ToArray();
            var named = job.Clone();
            TrainingAttribute.NameLabels(named, sets);
            var attribute = TrainingAttribute.Of(named);
            EveryClass.Require(
                attribute,
                Labels(sets, set => set.Train),
                Labels(sets, set => set.Validation),
                Labels(sets, set => set.Test)
            );
            return null;

            IEnumerable<int?> Labels(PreparedData[] from, Func<PreparedData, IReadOnlyList<LabelledFace>> split) =>
                from.SelectMany(split).Select(attribute.LabelOf);
        }
        catch (BadInputException wrong)
        {
            return wrong.Message;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return $"the data cannot be read: {unreadable.Message}";
        }
    }
}
