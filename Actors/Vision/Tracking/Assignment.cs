namespace Vitrine.Vision.Tracking;

/// <summary>
/// Pairs rows with columns at the least total cost: the Hungarian method (Kuhn 1955) with potentials and shortest
/// augmenting paths (Jonker and Volgenant 1987), O(rows² · columns).
/// </summary>
public static class Assignment
{
    /// <summary>The column of each row. Every row gets one.</summary>
    /// <param name="costs">Rows by columns, finite; no more rows than columns.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are more rows than columns.</exception>
    public static int[] Solve(float[,] costs)
    {
        var (rows, columns) = (costs.GetLength(0), costs.GetLength(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, columns, nameof(costs));

        // Row and column 0 stand for "none yet".
        var rowPotential = new float[rows + 1];
        var columnPotential = new float[columns + 1];
        var rowOf = new int[columns + 1];
        for (var row = 1; row <= rows; row++)
        {
            Augment(row, costs, rowPotential, columnPotential, rowOf);
        }

        var columnOf = new int[rows];
        for (var column = 1; column <= columns; column++)
        {
            if (rowOf[column] > 0)
            {
                columnOf[rowOf[column] - 1] = column - 1;
            }
        }

        return columnOf;
    }

    private static void Augment(int newRow, float[,] costs, float[] rowPotential, float[] columnPotential, int[] rowOf)
    {
        var slack = new float[rowOf.Length];
        var cameFrom = new int[rowOf.Length];
        var visited = new bool[rowOf.Length];
        Array.Fill(slack, float.PositiveInfinity);
        rowOf[0] = newRow;
        var column = 0;
        do
        {
            visited[column] = true;
            var row = rowOf[column];
            var (step, next) = (float.PositiveInfinity, 0);
            for (var j = 1; j < rowOf.Length; j++)
            {
                if (visited[j])
                {
                    continue;
                }

                var reduced = costs[row - 1, j - 1] - rowPotential[row] - columnPotential[j];
                if (reduced < slack[j])
                {
                    (slack[j], cameFrom[j]) = (reduced, column);
                }

                if (slack[j] < step)
                {
                    (step, next) = (slack[j], j);
                }
            }

            for (var j = 0; j < rowOf.Length; j++)
            {
                if (visited[j])
                {
                    rowPotential[rowOf[j]] += step;
                    columnPotential[j] -= step;
                }
                else
                {
                    slack[j] -= step;
                }
            }

            column = next;
        } while (rowOf[column] != 0);

        while (column != 0)
        {
            rowOf[column] = rowOf[cameFrom[column]];
            column = cameFrom[column];
        }
    }
}
