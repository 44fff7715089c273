using Vitrine.Jobs;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster.Queue;

/// <summary>Whose a message about an attempt says that it is. Pure.</summary>
/// <param name="Id">The job.</param>
/// <param name="Attempt">Which attempt at it.</param>
/// <param name="Worker">Who speaks.</param>
/// <param name="Secret">What only that worker knows, and the coordinator.</param>
public sealed record Claim(string Id, long Attempt, string Worker, string Secret)
{
    /// <summary>That of one who wants to keep the job.</summary>
    public static Claim Of(RenewLease said) => new(said.Id, said.Attempt, said.Worker, said.Secret);

    /// <summary>That of one who reports.</summary>
    public static Claim Of(JobReports said) => new(said.Id, said.Attempt, said.Worker, said.Secret);

    /// <summary>That of one who gives the job back.</summary>
    public static Claim Of(LeaseReleased said) => new(said.Id, said.Attempt, said.Worker, said.Secret);

    /// <summary>Whether it is true of a job.</summary>
    public bool Holds(Job? job) => IsAbout(job) && LeaseSecret.Matches(job!.Secret, Secret);

    /// <summary>
    /// What becomes of a message that changes nothing: an earlier worker is told to stop; one that gives itself out as the present
    /// one is not answered.
    /// </summary>
    public Decision Refuse(Job? job) =>
        IsAbout(job) && !Holds(job)
            ? Decision.Drop(
                $"somebody who does not know its secret speaks as worker {SingleLine.Of(Worker, SingleLine.OfPeer)} of job {job!.Id}"
            )
            : Decision.Say(
                new LeaseRefused
                {
                    Id = Id,
                    Attempt = Attempt,
                    Secret = Secret,
                    Reason = job switch
                    {
                        null => "there is no such job",
                        { State.IsOver: true } => $"the job is {job.State.Name}",
                        { State: JobState.Queued } => "the job was taken away and waits for a worker",
                        _ => $"the job is {job.Worker}'s now, in attempt {job.Attempt}",
                    },
                }
            );

    private bool IsAbout(Job? job) =>
        job is not null && job.Attempt == Attempt && job.Worker.Equals(Worker, StringComparison.Ordinal);
}
