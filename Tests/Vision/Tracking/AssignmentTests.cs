using CsCheck;
using Vitrine.Vision.Tracking;
using Xunit;

namespace Vitrine.Tests.Vision.Tracking;

public sealed class AssignmentTests
{
    [Fact]
    public void It_costs_no_more_than_any_other_assignment() =>
        Gen.Select(Gen.Int[1, 5], Gen.Int[0, 2])
            .SelectMany((rows, more) => Gen.Float[-10, 10].Array2D[rows, rows + more])
            .Sample(costs =>
            {
                var columns = Assignment.Solve(costs);

                Assert.Equal(columns.Length, columns.Distinct().Count());
                Assert.Equal(Cheapest(costs, 0, 0), columns.Select((column, row) => costs[row, column]).Sum(), 0.01f);
            });

    [Fact]
    public void It_refuses_more_rows_than_columns() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Assignment.Solve(new float[2, 1]));

    private static float Cheapest(float[,] costs, int row, int taken) =>
        row == costs.GetLength(0)
            ? 0
            : Enumerable
                .Range(0, costs.GetLength(1))
                .Where(column => (taken & (1 << column)) == 0)
                .Min(column => costs[row, column] + Cheapest(costs, row + 1, taken | (1 << column)));
}
