using Vitrine.Wire;

namespace Vitrine.Training.Examples;

/// <summary>In which order an epoch goes through the training split. Pure: the same seed and epoch give the same order.</summary>
public static class Sampling
{
    /// <summary>Indices of the training split, as many as it has.</summary>
    /// <param name="job">A complete job; with the balance "sampling" examples of rare classes come more often.</param>
    /// <param name="training">The split.</param>
    /// <param name="epoch">From 1.</param>
    public static int[] Order(TrainingJob job, IReadOnlyList<Example> training, int epoch)
    {
        var random = new Random(HashCode(job.Seed, epoch));
        var order = Enumerable.Range(0, training.Count).ToArray();
        if (job.Balance is not "sampling")
        {
            random.Shuffle(order);
            return order;
        }

        var targets = new Targets(job);
        var weights = targets.Sizes(training).Select(size => Math.Pow(size, -job.BalancePower)).ToArray();
        var sums = new double[training.Count];
        var sum = 0.0;
        for (var index = 0; index < training.Count; index++)
        {
            sum += targets.Of(training[index]).Zip(weights, (share, weight) => share * weight).Sum();
            sums[index] = sum;
        }

        return [.. order.Select(_ => Drawn(sums, random.NextDouble() * sum))];
    }

    /// <summary>A seed out of several numbers, the same on every machine and in every run.</summary>
    public static int HashCode(params ReadOnlySpan<long> numbers)
    {
        var hash = 14695981039346656037UL;
        foreach (var number in numbers)
        {
            for (var shift = 0; shift < 64; shift += 8)
            {
                // FNV-1a.
                hash = (hash ^ (byte)(number >> shift)) * 1099511628211UL;
            }
        }

        return (int)((hash ^ (hash >> 32)) & int.MaxValue);
    }

    private static int Drawn(double[] sums, double value)
    {
        var place = Array.BinarySearch(sums, value);
        return Math.Min(place < 0 ? ~place : place, sums.Length - 1);
    }
}
