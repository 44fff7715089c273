using Vitrine.Training.Network;
using static TorchSharp.torch;

namespace Vitrine.Tests.Training;

/// <summary>
/// Random weights of width 0.1 whose norms know what coloured pictures do to them: a few dozens of steps are too few for a
/// deep network to learn that as well.
/// </summary>
internal static class DrawnWeights
{
    private static readonly Lazy<byte[]> Made = new(Make);

    public static void Write(string path) => File.WriteAllBytes(path, Made.Value);

    private static byte[] Make()
    {
        TorchLibrary.Use(threads: 1);
        manual_seed(11);
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        using var network = new MobileNetV2(new NetworkShape { Classes = 2, Width = 0.1 });
        network.train();
        for (var step = 0; step < 40; step++)
        {
            var colours = (2 * rand(32, 3, 1, 1)) - 1;
            network.forward(colours + (0.3 * randn(32, 3, 32, 32)));
        }

        using var folder = new TemporaryFolder();
        Safetensors.Write(folder["made"], new TensorFile(network.state_dict(), new Dictionary<string, string>()));
        return File.ReadAllBytes(folder["made"]);
    }
}
