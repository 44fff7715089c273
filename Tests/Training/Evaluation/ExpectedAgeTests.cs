using Vitrine.Training.Evaluation;
using Xunit;

namespace Vitrine.Tests.Training.Evaluation;

public sealed class ExpectedAgeTests
{
    [Fact]
    public void The_middles_are_those_of_the_age_groups() =>
        Assert.Equal([1, 5, 10.5, 17.5, 28.5, 40.5, 50.5, 70], ExpectedAge.Middles);

    [Fact]
    public void One_certain_group_is_its_middle_and_two_are_between() =>
        Assert.Equal(
            [28.5, 34.5, 70],
            [
                ExpectedAge.Of([0, 0, 0, 0, 1, 0, 0, 0]),
                ExpectedAge.Of([0, 0, 0, 0, 0.5f, 0.5f, 0, 0]),
                ExpectedAge.Of([0, 0, 0, 0, 0, 0, 0, 1]),
            ]
        );

    [Fact]
    public void Probabilities_that_int8_let_drift_from_a_sum_of_1_do_not_shift_it() =>
        Assert.Equal(28.5, ExpectedAge.Of([0, 0, 0, 0, 0.9f, 0, 0, 0]), 1e-6);
}
