using Vitrine.Jobs;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Jobs;

public sealed class SweepTests
{
    private static readonly TrainingJob Common = new() { Task = "gender", Data = { "/d" } };

    [Fact]
    public void A_grid_is_every_combination()
    {
        var grid = Sweep.Grid(["learning-rate=1e-3,3e-3", "freeze=14,17", "optimizer=sgd"]);

        Assert.Equal(
            [
                "learning-rate 0.001, freeze 14, optimizer sgd",
                "learning-rate 0.001, freeze 17, optimizer sgd",
                "learning-rate 0.003, freeze 14, optimizer sgd",
                "learning-rate 0.003, freeze 17, optimizer sgd",
            ],
            grid.Select(combination => combination.Text)
        );
        var job = grid[3].Of(Common);
        Assert.Equal((0.003, 17, "sgd", "gender"), (job.LearningRate, job.Freeze, job.Optimizer, job.Task));
    }

    [Fact]
    public void A_combination_has_the_same_key_in_a_larger_sweep_and_no_two_share_one()
    {
        var (small, large) = (Sweep.Grid(["freeze=14"]), Sweep.Grid(["freeze=3,14,17"]));

        Assert.Equal(small[0].Key("k"), large[1].Key("k"));
        Assert.Equal(3, large.Select(combination => combination.Key("k")).Distinct().Count());
        Assert.NotEqual(small[0].Key("k"), small[0].Key("l"));
    }

    [Fact]
    public void What_is_drawn_lies_within_its_range_and_is_the_same_for_the_same_seed()
    {
        string[] ranges = ["learning-rate=1e-4..1e-2", "freeze=14..17", "dropout=0.1..0.5", "optimizer=sgd,adam"];
        var drawn = Sweep.Random(100, ranges, seed: 7);

        Assert.Equal(100, drawn.Select(one => one.Text).Distinct().Count());
        Assert.Equal(drawn.Select(one => one.Text), Sweep.Random(100, ranges, seed: 7).Select(one => one.Text));
        Assert.NotEqual(drawn[0].Text, Sweep.Random(1, ranges, seed: 8)[0].Text);
        var jobs = drawn.Select(one => one.Of(Common)).ToArray();
        Assert.All(jobs, job => Assert.InRange(job.LearningRate, 1e-4, 1e-2));
        Assert.All(jobs, job => Assert.InRange(job.Dropout, 0.1, 0.5));
        Assert.Equal([14, 15, 16, 17], jobs.Select(job => job.Freeze).Distinct().Order());
        Assert.Equal(["adam", "sgd"], jobs.Select(job => job.Optimizer).Distinct().Order());
    }

    [Fact]
    public void A_learning_rate_is_drawn_by_orders_of_magnitude_and_a_dropout_is_not()
    {
        var jobs = Sweep
            .Random(200, ["learning-rate=1e-4..1e-2", "dropout=0..0.9"], seed: 1)
            .Select(one => one.Of(Common))
            .ToArray();

        Assert.InRange(jobs.Count(job => job.LearningRate < 1e-3), 70, 130);
        Assert.InRange(jobs.Count(job => job.Dropout < 0.09), 5, 40);
    }

    [Theory]
    [InlineData("freeze", "--grid 'freeze' is no NAME=VALUE,VALUE")]
    [InlineData("freeze=", "--grid 'freeze=' is no NAME=VALUE,VALUE")]
    [InlineData("frost=1", "there is no hyper-parameter 'frost'; there are width, size")]
    [InlineData("freeze=1,99", "--grid 'freeze=1,99': --freeze 99 is not within 0 to 19")]
    [InlineData("freeze=1,,2", "--freeze  is not a number")]
    [InlineData("optimizer=lion", "--optimizer lion is none of")]
    [InlineData("seed=1,2|seed=3", "--grid seed is given twice")]
    [InlineData("seed=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15|freeze=1,2,3,4,5,6,7,8,9,10,11,12,13,14", "more than 200")]
    public void A_grid_that_cannot_be(string axes, string says) =>
        OneLine.Says(Assert.Throws<BadInputException>(() => Sweep.Grid(axes.Split('|'))).Message, says);

    [Theory]
    [InlineData(3, "", "--random needs a --range")]
    [InlineData(0, "freeze=1..9", "--random 0 is not within 1 to 200")]
    [InlineData(201, "freeze=1..9", "--random 201 is not within 1 to 200")]
    [InlineData(5, "freeze=1..3", "only 3 different combinations")]
    [InlineData(3, "freeze=9..1", "from the lesser value to the greater")]
    [InlineData(3, "freeze=1..99", "--freeze 99 is not within 0 to 19")]
    [InlineData(3, "learning-rate=..1", "--learning-rate  is not a number")]
    [InlineData(3, "weight-decay=0..0.1", "must begin above 0")]
    [InlineData(3, "optimizer=sgd..adam", "words have no range")]
    public void A_random_sweep_that_cannot_be(int count, string range, string says) =>
        OneLine.Says(
            Assert
                .Throws<BadInputException>(() => Sweep.Random(count, range.Length > 0 ? [range] : [], seed: 1))
                .Message,
            says
        );

    [Fact]
    public void Settings_that_do_not_go_together_are_refused() =>
        OneLine.Says(
            Assert.Throws<BadInputException>(() => Sweep.Grid(["loss=distribution"])[0].Of(Common)).Message,
            "--loss distribution"
        );
}
