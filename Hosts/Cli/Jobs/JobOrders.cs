using Vitrine.Jobs;
using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Jobs;

/// <summary>One job, or those of a sweep, as they are sent.</summary>
/// <param name="Sweep">The sweep's name; empty: none.</param>
/// <param name="IsSweep">Whether there may be several.</param>
/// <param name="Key">What their keys are made of.</param>
/// <param name="All">What each has of its own, in words, and the order for it.</param>
internal sealed record JobOrders(
    string Sweep,
    bool IsSweep,
    string Key,
    IReadOnlyList<(string What, SubmitJob Order)> All
)
{
    /// <summary>The orders; all of them can be, as far as their settings tell.</summary>
    /// <param name="common">What they have in common.</param>
    /// <param name="combinations">What each has of its own; null: it is one job.</param>
    /// <exception cref="BadInputException">One cannot be.</exception>
    public static JobOrders Of(SubmitJob common, IReadOnlyList<Combination>? combinations)
    {
        if (combinations is null)
        {
            _ = Hyperparameters.Complete(common.Job);
        }

        return new JobOrders(
            common.Sweep,
            combinations is not null,
            common.Key,
            combinations is null
                ? [(string.Empty, common)]
                : [.. combinations.Select(combination => (combination.Text, Of(common, combination)))]
        );
    }

    private static SubmitJob Of(SubmitJob common, Combination combination)
    {
        try
        {
            var order = common.Clone();
            order.Key = combination.Key(common.Key);
            order.Job = combination.Of(common.Job);
            return order;
        }
        catch (BadInputException wrong)
        {
            throw new BadInputException($"{combination.Text}: {wrong.Message}; nothing was queued", wrong);
        }
    }
}
