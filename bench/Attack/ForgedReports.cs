using Google.Protobuf;
using Vitrine.Wire;

namespace Vitrine.Bench.Attack;

/// <summary>What a worker would say of its job, said by one who does not know its secret.</summary>
internal static class ForgedReports
{
    private static readonly string[] Secrets = ["", new string('0', 32), "../../victim"];

    /// <summary>Each under the job's attempt, the one before and the one after, with several guesses of the secret.</summary>
    public static IEnumerable<(string What, IMessage Message)> Of(string id, string worker, long attempt)
    {
        foreach (var number in new[] { attempt, attempt - 1, attempt + 1 })
        {
            foreach (var secret in Secrets)
            {
                var of = $"of attempt {number}, secret '{secret}',";
                yield return (
                    $"finished, with an artefact of another hash, {of}",
                    Finished(id, worker, number, secret)
                );
                yield return (
                    $"lease given back {of}",
                    new LeaseReleased
                    {
                        Worker = worker,
                        Id = id,
                        Attempt = number,
                        Secret = secret,
                    }
                );
                yield return (
                    $"lease refused {of}",
                    new LeaseRefused
                    {
                        Id = id,
                        Attempt = number,
                        Reason = "stop",
                        Secret = secret,
                    }
                );
            }
        }
    }

    private static JobReports Finished(string id, string worker, long attempt, string secret)
    {
        var report = new JobReport
        {
            Finished = new AttemptFinished
            {
                Artefacts =
                {
                    new Artefact { Name = "../../victim", Sha256 = new string('0', 64) },
                },
            },
        };
        // Under whatever number the next report has.
        return new JobReports
        {
            Worker = worker,
            Id = id,
            Attempt = attempt,
            Secret = secret,
            First = 1,
            Reports = { Enumerable.Repeat(report, 50) },
        };
    }
}
