using System.Collections.Immutable;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster;

/// <summary>
/// All leases. Not remembered: a coordinator that begins gives each running job a whole lease, so whoever has the job has
/// time to be heard. Immutable.
/// </summary>
public sealed record LeaseTable
{
    private readonly ImmutableDictionary<string, JobLease> leases = ImmutableDictionary.Create<string, JobLease>(
        StringComparer.Ordinal
    );

    /// <summary>No leases.</summary>
    public static LeaseTable Empty { get; } = new();

    private LeaseTable(ImmutableDictionary<string, JobLease> leases) => this.leases = leases;

    private LeaseTable() { }

    /// <summary>The lease of a job; null: there is none.</summary>
    public JobLease? Find(string id) => leases.GetValueOrDefault(id);

    /// <summary>A worker is given a job.</summary>
    public LeaseTable Begin(string id, long attempt, string worker, TimeSpan now) =>
        new(
            leases.SetItem(
                id,
                new JobLease
                {
                    Id = id,
                    Attempt = attempt,
                    Worker = worker,
                    Heard = now,
                    Moved = now,
                }
            )
        );

    /// <summary>A worker asks to keep its job.</summary>
    public LeaseTable Renew(RenewLease said, TimeSpan now) =>
        Find(said.Id) is { } lease && lease.Attempt == said.Attempt
            ? new(leases.SetItem(said.Id, lease.With(said, now)))
            : this;

    /// <summary>A job is nobody's any more.</summary>
    public LeaseTable End(string id) => new(leases.Remove(id));

    /// <summary>Without leases that are over.</summary>
    public LeaseTable Without(IReadOnlyList<(JobLease Lease, string Cause)> over) =>
        over.Count == 0 ? this : new(leases.RemoveRange(over.Select(one => one.Lease.Id)));

    /// <summary>The leases that are over, each with the reason in one line.</summary>
    public IReadOnlyList<(JobLease Lease, string Cause)> Over(TimeSpan now, LeaseOptions options) =>
        [
            .. leases
                .Values.Select(lease => (Lease: lease, Cause: CauseOf(lease, now, options)))
                .Where(over => over.Cause is not null)
                .OrderBy(over => over.Lease.Id, StringComparer.Ordinal)
                .Select(over => (over.Lease, over.Cause!)),
        ];

    private static string? CauseOf(JobLease lease, TimeSpan now, LeaseOptions options) =>
        now - lease.Heard >= options.Length
            ? FormattableString.Invariant(
                $"worker {lease.Worker} was not heard for {(now - lease.Heard).TotalSeconds:0.0} s"
            )
        : now - lease.Moved >= options.StallTimeout
            ? FormattableString.Invariant(
                $"nothing moved on worker {lease.Worker} for {(now - lease.Moved).TotalSeconds:0} s"
            )
        : null;
}
