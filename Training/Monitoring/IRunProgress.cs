using Vitrine.Jobs.Runs;

namespace Vitrine.Training.Monitoring;

/// <summary>
/// Gets the progress of a run: <see cref="TrainingProgress"/> shows it on a terminal, a worker of the cluster sends it to its
/// coordinator. Any thread may call. A call may wait, and throws <see cref="OperationCanceledException"/>, where the run is
/// to be halted or ended.
/// </summary>
public interface IRunProgress
{
    /// <summary>A phase such as "reading pictures" begins.</summary>
    /// <param name="phase">What is done in it.</param>
    /// <param name="total">Its steps, for example pictures.</param>
    void Begin(string phase, long total);

    /// <summary>An epoch begins: a phase that also shows how long the whole run takes.</summary>
    /// <param name="epoch">Which, from 1.</param>
    /// <param name="epochs">Epochs of the whole run.</param>
    /// <param name="total">The epoch's steps, for example batches.</param>
    void BeginEpoch(int epoch, int epochs, long total);

    /// <summary>Training has ended: the best epoch's weights are exported and evaluated.</summary>
    void BeginEvaluation();

    /// <summary>So many steps of the phase are done. Costs next to nothing.</summary>
    void Advance(long done);

    /// <summary>Something is done that no step counts, for example one batch of the validation split. Costs next to nothing.</summary>
    void Heartbeat();

    /// <summary>An epoch has ended; its checkpoint is written.</summary>
    void EpochEnded(EpochMetrics epoch);

    /// <summary>Writes a line that stays.</summary>
    void Say(string line);
}
