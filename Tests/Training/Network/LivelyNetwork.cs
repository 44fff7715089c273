using TorchSharp.Modules;
using Vitrine.Training.Network;
using static TorchSharp.torch;

namespace Vitrine.Tests.Training.Network;

/// <summary>A narrow network whose norms have statistics, factors and biases, as if it had learnt.</summary>
internal static class LivelyNetwork
{
    public static MobileNetV2 Make(int classes = 4, double width = 0.25)
    {
        using var quiet = no_grad();
        var network = new MobileNetV2(new NetworkShape { Classes = classes, Width = width });
        foreach (var norm in network.modules().OfType<BatchNorm2d>())
        {
            nn.init.uniform_(norm.weight!, 0.8, 1.6);
            nn.init.uniform_(norm.bias!, -0.3, 0.6);
            nn.init.uniform_(norm.running_mean!, -0.2, 0.2);
            nn.init.uniform_(norm.running_var!, 0.5, 1.5);
        }

        nn.init.normal_(network.Head.weight!, 0, 0.1);
        network.eval();
        return network;
    }
}
