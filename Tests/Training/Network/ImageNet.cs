using Vitrine.Training.Network;

namespace Vitrine.Tests.Training.Network;

/// <summary>The network with the weights of the shared data, which know 1001 kinds of things.</summary>
internal static class ImageNet
{
    public static string Weights => SharedData.PathOrSkip("weights/mobilenet_v2_1.0_224.imagenet.safetensors");

    public static MobileNetV2 Network(Padding padding = Padding.TensorFlow)
    {
        var network = new MobileNetV2(new NetworkShape { Classes = 1001, Padding = padding });
        PretrainedWeights.Load(network, Weights);
        network.eval();
        return network;
    }
}
