using Vitrine.Training.Examples;
using Xunit;

namespace Vitrine.Tests.Training.Examples;

public sealed class SamplingTests
{
    private static readonly Example[] Split = Drawn.Split(900, 100);

    [Theory]
    [InlineData("none")]
    [InlineData("weights")]
    public void Without_sampling_an_epoch_is_every_example_once(string balance)
    {
        var order = Sampling.Order(Drawn.Gender(job => job.Balance = balance), Split, epoch: 1);

        Assert.Equal(Enumerable.Range(0, Split.Length), order.Order());
        Assert.NotEqual(Enumerable.Range(0, Split.Length), order);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("sampling")]
    public void The_order_follows_from_seed_and_epoch_alone(string balance)
    {
        int[] Order(int seed, int epoch) =>
            Sampling.Order(Drawn.Gender(job => (job.Balance, job.Seed) = (balance, seed)), Split, epoch);

        Assert.Equal(Order(1, 1), Order(1, 1));
        Assert.NotEqual(Order(1, 1), Order(1, 2));
        Assert.NotEqual(Order(1, 1), Order(2, 1));
    }

    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(0.5, 0.25)]
    [InlineData(1, 0.5)]
    public void Sampling_draws_the_rare_class_more_often_the_higher_the_power(double power, double share)
    {
        var job = Drawn.Gender(job => (job.Balance, job.BalancePower, job.LabelSmoothing) = ("sampling", power, 0));

        var drawn = Enumerable.Range(1, 20).SelectMany(epoch => Sampling.Order(job, Split, epoch)).ToArray();

        Assert.Equal(20 * Split.Length, drawn.Length);
        // Four standard deviations of 20 000 drawings.
        Assert.Equal(share, drawn.Count(index => Split[index].Label == 1) / (double)drawn.Length, 0.015);
    }

    [Fact]
    public void The_hash_code_is_the_same_for_ever_and_never_negative()
    {
        Assert.Equal(Sampling.HashCode(1, 2), Sampling.HashCode(1, 2));
        Assert.NotEqual(Sampling.HashCode(1, 2), Sampling.HashCode(2, 1));
        Assert.All(Enumerable.Range(0, 1000), number => Assert.True(Sampling.HashCode(number) >= 0));
    }
}
