using Vitrine.Training.Network;
using Xunit;

namespace Vitrine.Tests.Training.Network;

public sealed class ParameterTableTests : IDisposable
{
    private readonly MobileNetV2 network;

    public ParameterTableTests()
    {
        TorchLibrary.Use(threads: 1);
        network = new MobileNetV2(new NetworkShape { Classes = 8 });
    }

    [Fact]
    public void Every_feature_and_the_classifier_have_a_row()
    {
        var rows = ParameterTable.Of(network, frozen: 2).Rows;

        Assert.Equal(MobileNetV2.FeatureCount + 1, rows.Count);
        // 3 x 32 x 9 and two for each norm; then 32 x 9 and 32 x 16 with theirs.
        Assert.Equal(new ParameterRow(" 0 convolution", 32, 864 + 64, IsFrozen: true), rows[0]);
        Assert.Equal(new ParameterRow(" 1 bottleneck", 16, 288 + 64 + 512 + 32, IsFrozen: true), rows[1]);
        Assert.False(rows[2].IsFrozen);
        Assert.Equal(new ParameterRow("classifier", 8, (1280 * 8) + 8, IsFrozen: false), rows[^1]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(19)]
    public void Nothing_is_counted_twice_or_left_out(int frozen)
    {
        var table = ParameterTable.Of(network, frozen);

        Assert.Equal(frozen, table.Rows.Count(row => row.IsFrozen));
        Assert.Equal(network.parameters().Sum(parameter => parameter.numel()), table.Frozen + table.Trainable);
    }

    [Fact]
    public void Lines_are_one_table_with_its_sums_below()
    {
        var lines = ParameterTable.Of(network, frozen: 18).Lines();

        Assert.Equal("block          channels  parameters           in training", lines[0]);
        Assert.Equal(" 0 convolution       32         928           frozen", lines[1]);
        Assert.Equal("18 convolution    1,280     412,160           trained", lines[19]);
        Assert.Equal("classifier            8      10,248           trained", lines[20]);
        Assert.Equal(
            [
                "frozen                    1,811,712    7.2 MB",
                "trainable                   422,408    1.7 MB",
                "total                     2,234,120    8.9 MB",
            ],
            lines.Skip(21)
        );
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(20)]
    public void A_depth_that_the_network_has_not_is_refused(int frozen) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ParameterTable.Of(network, frozen));

    public void Dispose() => network.Dispose();
}
