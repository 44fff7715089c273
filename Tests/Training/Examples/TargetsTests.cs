using CsCheck;
using Vitrine.Models;
using Vitrine.Training.Examples;
using Xunit;

namespace Vitrine.Tests.Training.Examples;

public sealed class TargetsTests
{
    [Fact]
    public void The_shares_sum_to_1_and_none_is_negative() =>
        Gen.Select(Gen.Int[0, 120], Gen.Double[0, 0.5], Gen.Double[0.1, 20])
            .Sample(
                (years, smoothing, spread) =>
                {
                    var targets = new Targets(
                        Drawn.Age(job => (job.LabelSmoothing, job.AgeSpread) = (smoothing, spread))
                    );
                    var shares = targets.Of(Drawn.Aged(years));
                    Assert.Equal(8, shares.Length);
                    Assert.Equal(1, shares.Sum(), 1e-5);
                    Assert.All(shares, share => Assert.InRange(share, 0, 1));
                },
                iter: 500
            );

    [Fact]
    public void Over_years_most_goes_to_the_right_group_and_more_to_a_nearer_group_than_to_a_farther() =>
        Assert.All(
            Enumerable.Range(0, 100).Where(years => Demography.GroupOf(years) is not null),
            years =>
            {
                var group = Demography.GroupOf(years)!.Value;
                var shares = new Targets(Drawn.Age()).Of(Drawn.Aged(years));

                Assert.Equal(shares.Max(), shares[group]);
                Assert.True(shares[group] > 0.5, $"{years} years: {shares[group]}");
                Assert.Equal(shares.Take(group + 1).Order(), shares.Take(group + 1));
                Assert.Equal(shares.Skip(group).OrderDescending(), shares.Skip(group));
            }
        );

    [Fact]
    public void Years_between_two_groups_go_to_both()
    {
        // 35 years: between 25-32 and 38-43.
        var shares = new Targets(Drawn.Age(job => job.LabelSmoothing = 0)).Of(Drawn.Aged(35));

        Assert.Equal(0.5, shares[4], 1e-3);
        Assert.Equal(0.5, shares[5], 0.02);
        Assert.True(shares[3] < 0.001);
    }

    [Fact]
    public void Without_years_the_label_is_smoothed()
    {
        var shares = new Targets(Drawn.Age(job => job.LabelSmoothing = 0.16)).Of(Drawn.Of(label: 2));

        Assert.Equal(0.86, shares[2], 1e-6);
        Assert.All(shares.Where((_, index) => index != 2), share => Assert.Equal(0.02, share, 1e-6));
    }

    [Fact]
    public void Class_weights_favour_the_rare_class_and_weigh_1_in_the_mean() =>
        Gen.Select(Gen.Int[1, 300], Gen.Int[1, 300], Gen.Double[0, 1])
            .Sample(
                (females, males, power) =>
                {
                    var split = Drawn.Split(females, males);
                    var targets = new Targets(Drawn.Gender(job => (job.BalancePower, job.LabelSmoothing) = (power, 0)));
                    var weights = targets.Weights(split, dataSets: 1)[0];
                    Assert.Equal(1, ((weights[0] * females) + (weights[1] * males)) / split.Length, 1e-4);
                    Assert.Equal(
                        Math.Pow((double)females / males, -power),
                        weights[0] / weights[1],
                        1e-3 * weights[0] / weights[1]
                    );
                },
                iter: 200
            );

    [Fact]
    public void A_class_that_is_rare_in_one_data_set_weighs_more_there()
    {
        var split = Drawn.Split(100, 10).Concat(Drawn.Split(10, 100).Select(example => example with { DataSet = 1 }));

        var weights = new Targets(Drawn.Gender(_ => { })).Weights([.. split], dataSets: 2);

        Assert.True(weights[0][1] > 2 * weights[0][0]);
        Assert.True(weights[1][0] > 2 * weights[1][1]);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("sampling")]
    public void Where_the_loss_does_not_balance_all_classes_weigh_the_same(string balance) =>
        Assert.Equal(
            [1f, 1f],
            new Targets(Drawn.Gender(job => job.Balance = balance)).Weights(Drawn.Split(90, 10), dataSets: 1)[0]
        );
}
