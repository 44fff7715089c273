using Vitrine.Training.Network;
using Xunit;
using static TorchSharp.torch;

namespace Vitrine.Tests.Training.Network;

public sealed class ConvolutionBlockTests
{
    public static MatrixTheoryData<Padding, int, int, int> Cases =>
        new([Padding.TensorFlow, Padding.Symmetrical], [1, 2], [4, 7], [5, 6]);

    public ConvolutionBlockTests() => TorchLibrary.Use(threads: 1);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_block_is_what_a_plain_loop_over_its_formula_gives(Padding padding, int stride, int height, int width)
    {
        manual_seed(1);
        using var quiet = no_grad();
        using var block = new ConvolutionBlock(2, 3, kernel: 3, stride, groups: 1, padding);
        block.eval();
        using var input = randn(1, 2, height, width);
        using var output = block.call(input);

        var slow = Slow(block, input, padding, stride);

        Assert.Equal([1, 3, slow.GetLength(1), slow.GetLength(2)], output.shape);
        Assert.All(
            slow.Cast<double>().Zip(output.data<float>().ToArray()),
            pair => Assert.Equal(pair.First, pair.Second, 1e-4)
        );
    }

    [Theory]
    [InlineData(8, 2, false)]
    [InlineData(9, 2, true)]
    [InlineData(8, 1, true)]
    public void The_paddings_differ_only_where_a_stride_halves_an_even_size(int size, int stride, bool same)
    {
        using var quiet = no_grad();
        using var one = new ConvolutionBlock(2, 3, kernel: 3, stride, groups: 1, Padding.TensorFlow);
        using var other = new ConvolutionBlock(2, 3, kernel: 3, stride, groups: 1, Padding.Symmetrical);
        one.eval();
        other.eval();
        other.load_state_dict(one.state_dict());
        using var input = randn(1, 2, size, size);
        using var given = one.call(input);
        using var symmetrical = other.call(input);

        Assert.Equal(given.shape, symmetrical.shape);
        Assert.Equal(same, given.allclose(symmetrical));
    }

    private static double[,,] Slow(ConvolutionBlock block, Tensor input, Padding padding, int stride)
    {
        var (height, width) = ((int)input.shape[2], (int)input.shape[3]);
        var (top, left) = (Before(padding, height, stride), Before(padding, width, stride));
        var weight = block.Convolution.weight!;
        var output = new double[3, (height + stride - 1) / stride, (width + stride - 1) / stride];
        for (var row = 0; row < output.GetLength(1); row++)
        {
            for (var column = 0; column < output.GetLength(2); column++)
            {
                for (var channel = 0; channel < 3; channel++)
                {
                    var sum =
                        from source in Enumerable.Range(0, 2)
                        from y in Enumerable.Range(0, 3)
                        from x in Enumerable.Range(0, 3)
                        let at = (Row: (row * stride) + y - top, Column: (column * stride) + x - left)
                        where at.Row >= 0 && at.Row < height && at.Column >= 0 && at.Column < width
                        select weight[channel, source, y, x].item<float>()
                            * input[0, source, at.Row, at.Column].item<float>();
                    // A new norm: mean 0, variance 1, weight 1, bias 0.
                    output[channel, row, column] = Math.Clamp(sum.Sum() / Math.Sqrt(1 + 1e-5), 0, 6);
                }
            }
        }

        return output;
    }

    // TensorFlow: total = max((ceil(size / stride) - 1) * stride + kernel - size, 0), of which the smaller half goes before.
    private static int Before(Padding padding, int size, int stride)
    {
        var outputs = (size + stride - 1) / stride;
        return padding == Padding.Symmetrical ? 1 : Math.Max(((outputs - 1) * stride) + 3 - size, 0) / 2;
    }
}
