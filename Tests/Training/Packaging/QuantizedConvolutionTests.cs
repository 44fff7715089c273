using CsCheck;
using Vitrine.Training.Packaging;
using Xunit;

namespace Vitrine.Tests.Training.Packaging;

public sealed class QuantizedConvolutionTests
{
    private static readonly CalibratedTensor Input = new(new ActivationRange(0, 6), [1, 2, 3, 0.5f, 1.5f, 0]);

    private static readonly Gen<float[]> Weights = Gen.Float[-3, 3].Array[6];

    [Fact]
    public void Weights_are_at_most_half_a_step_off() =>
        Weights.Sample(weights =>
        {
            var quantized = QuantizedConvolution.From(Dense(weights, bias: 0), Input);

            var scale = quantized.Scales[0];
            Assert.All(
                weights.Zip(quantized.Weights),
                w => Assert.InRange(MathF.Abs(w.First - (w.Second * scale)), 0, (scale / 2) + 1e-5f)
            );
        });

    [Fact]
    public void No_pair_of_neighbours_overflows_sixteen_bits() =>
        Weights.Sample(weights =>
        {
            var steps = QuantizedConvolution.From(Dense(weights, bias: 0), Input).Weights;

            for (var pair = 0; pair < steps.Length; pair += 2)
            {
                var (left, right) = (steps[pair], steps[pair + 1]);
                Assert.InRange(255 * (Math.Max(0, (int)left) + Math.Max(0, (int)right)), 0, short.MaxValue);
                Assert.InRange(255 * (Math.Min(0, (int)left) + Math.Min(0, (int)right)), short.MinValue, 0);
            }
        });

    [Fact]
    public void The_mean_output_stays_what_it_was() =>
        Gen.Select(Weights, Gen.Float[-5, 5])
            .Sample(
                (weights, bias) =>
                {
                    var quantized = QuantizedConvolution.From(Dense(weights, bias), Input);

                    var before = bias + weights.Zip(Input.ChannelMeans).Sum(w => w.First * w.Second);
                    var after =
                        (quantized.Bias[0] * quantized.BiasScales[0])
                        + quantized.Weights.Zip(Input.ChannelMeans).Sum(w => w.First * quantized.Scales[0] * w.Second);
                    Assert.InRange(MathF.Abs(after - before), 0, quantized.BiasScales[0] + 1e-4f);
                }
            );

    [Fact]
    public void An_output_of_no_weights_keeps_its_bias()
    {
        var quantized = QuantizedConvolution.From(Dense(new float[6], bias: 4), Input);

        Assert.Equal(4, quantized.Bias[0] * (double)quantized.BiasScales[0], tolerance: 1e-5);
    }

    [Fact]
    public void A_channel_filtered_by_itself_is_corrected_by_its_own_mean()
    {
        var filter = Dense([0.3f, 1, 0.3f, 1], bias: 0) with
        {
            Bias = [0, 0],
            InputsOfGroup = 1,
            Groups = 2,
            Weights = [0.301f, 1, 0.301f, 1, 0.301f, 1, 0.301f, 1],
            Kernel = 2,
        };

        var quantized = QuantizedConvolution.From(filter, new CalibratedTensor(new ActivationRange(0, 6), [0, 6]));

        Assert.Equal(0, quantized.Bias[0]);
        Assert.NotEqual(0, quantized.Bias[1]);
    }

    private static FoldedConvolution Dense(float[] weights, float bias) =>
        new()
        {
            Name = "c",
            Weights = weights,
            Bias = [bias],
            InputsOfGroup = weights.Length,
            Groups = 1,
            Kernel = 1,
            Stride = 1,
            Border = default,
            HasReLU6 = true,
        };
}
