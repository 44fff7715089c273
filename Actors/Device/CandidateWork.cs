using Akka.Actor;

namespace Vitrine.Device;

/// <summary>Which actor does what a candidate needs next.</summary>
internal static class CandidateWork
{
    /// <summary>That actor; null: nothing is to be done.</summary>
    public static Props? Of(Candidate candidate, Installer installer, RolloutOptions options, TimeProvider clock)
    {
        var (files, metrics, pull) = (installer.Files, installer.Metrics, options.Transfer);
        var release = files.Read(candidate.Release);
        if (candidate.Phase is CandidatePhase.Transferring)
        {
            return Props.Create(() => new TransferActor(release, files, pull, clock, metrics));
        }

        var trial = candidate.Phase is CandidatePhase.Probation ? options.Probation : options.Shadow;
        var order = installer.BeginTrial(candidate, release);
        return order is null ? null : Props.Create(() => new TrialActor(order, trial, clock));
    }
}
