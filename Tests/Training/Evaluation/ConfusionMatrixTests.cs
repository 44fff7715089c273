using Vitrine.Training.Evaluation;
using Xunit;

namespace Vitrine.Tests.Training.Evaluation;

public sealed class ConfusionMatrixTests
{
    // Class 0: 3 of 4 right, one as its neighbour; class 1: 1 of 2 right, one as its neighbour; class 2: none of 2 right,
    // one as its neighbour; class 3 does not occur.
    private readonly ConfusionMatrix confusion = ConfusionMatrix.Of(
        4,
        [(0, 0), (0, 0), (0, 0), (0, 1), (1, 1), (1, 2), (2, 0), (2, 3)]
    );

    [Fact]
    public void Accuracy_is_the_share_told_right() => Assert.Equal(4 / 8.0, confusion.Accuracy, 9);

    [Fact]
    public void One_off_counts_neighbours_as_right() => Assert.Equal(7 / 8.0, confusion.OneOff, 9);

    [Fact]
    public void Recall_is_of_the_actual_class_and_none_where_the_class_does_not_occur() =>
        Assert.Equal([0.75, 0.5, 0, null], Enumerable.Range(0, 4).Select(confusion.RecallOf));

    [Fact]
    public void Macro_recall_leaves_out_classes_that_do_not_occur() =>
        Assert.Equal((0.75 + 0.5 + 0) / 3, confusion.MacroRecall, 9);

    [Fact]
    public void Rows_are_actual_classes_and_columns_what_was_said() =>
        Assert.Equal(
            [
                [3, 1, 0, 0],
                [0, 1, 1, 0],
                [1, 0, 0, 1],
                [0, 0, 0, 0],
            ],
            confusion.ToRows()
        );

    [Fact]
    public void Nothing_counted_is_zero_everywhere_and_never_no_number()
    {
        var empty = new ConfusionMatrix(2);

        Assert.Equal((0, 0.0, 0.0, 0.0), (empty.Total, empty.Accuracy, empty.OneOff, empty.MacroRecall));
    }

    [Fact]
    public void The_table_is_aligned_and_ends_each_row_with_its_recall()
    {
        var lines = ConfusionTable.Lines(confusion, ["0-2", "4-6", "8-13", "60+"]).ToArray();

        Assert.Equal(
            [
                "is \\ said  0-2  4-6  8-13  60+  recall",
                "0-2          3    1     0    0   0.750",
                "4-6          0    1     1    0   0.500",
                "8-13         1    0     0    1   0.000",
                "60+          0    0     0    0       -",
            ],
            lines
        );
    }
}
