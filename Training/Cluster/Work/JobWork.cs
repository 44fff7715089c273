using Vitrine.Wire;

namespace Vitrine.Training.Cluster.Work;

/// <summary>Does a job, and says what it left in the store.</summary>
/// <param name="run">The attempt; halts and ends the work.</param>
/// <exception cref="OperationCanceledException">The work was ended.</exception>
/// <exception cref="BadInputException">The job cannot be done; the message says why.</exception>
public delegate IReadOnlyList<Artefact> JobWork(JobRun run);
