using TorchSharp.Modules;
using Vitrine.Training.Network;
using static TorchSharp.torch;

namespace Vitrine.Tests.Training.Packaging;

/// <summary>Small networks of random weights, whose batch norms have seen something, and smooth pictures for them.</summary>
internal static class DrawnNetwork
{
    /// <summary>A network in evaluation mode.</summary>
    public static MobileNetV2 Draw(Padding padding, int classes = 8, double width = 0.1)
    {
        TorchLibrary.Use(threads: 1);
        manual_seed(7);
        var network = new MobileNetV2(
            new NetworkShape
            {
                Classes = classes,
                Width = width,
                Padding = padding,
            }
        );
        using var quiet = no_grad();
        foreach (var norm in network.modules().OfType<BatchNorm2d>())
        {
            nn.init.uniform_(norm.weight!, 0.5, 1.5);
            nn.init.normal_(norm.bias!, 0.5, 0.5);
            nn.init.normal_(norm.running_mean!, 0, 0.3);
            nn.init.uniform_(norm.running_var!, 0.5, 2);
        }

        // Probabilities that depend on the picture, and are far from equal.
        nn.init.normal_(network.Head.weight, 0, 0.03);
        network.eval();
        return network;
    }

    /// <summary>A face's values: waves between -1 and 1, another for each number.</summary>
    /// <returns>3 x height x width.</returns>
    public static float[] Face(int number, int height, int width) =>
        [
            .. from channel in Enumerable.Range(0, 3)
            from row in Enumerable.Range(0, height)
            from column in Enumerable.Range(0, width)
            select MathF.Sin((row * (0.05f + (0.02f * number))) + (column * 0.09f) + (channel * (1 + number))),
        ];

    /// <summary>Faces numbered from 0.</summary>
    public static float[][] Faces(int count, int height, int width) =>
        [.. Enumerable.Range(0, count).Select(number => Face(number, height, width))];
}
