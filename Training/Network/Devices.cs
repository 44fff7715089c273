using TorchSharp;

namespace Vitrine.Training.Network;

/// <summary>Where networks can be trained on this machine.</summary>
public static class Devices
{
    private static readonly Lazy<IReadOnlyList<string>> Found = new(Find);

    /// <summary>"cpu", and "cuda" where libtorch can use one.</summary>
    public static IReadOnlyList<string> Known => Found.Value;

    private static IReadOnlyList<string> Find()
    {
        TorchLibrary.Use(threads: 1);
        return torch.cuda_is_available() ? ["cpu", "cuda"] : ["cpu"];
    }
}
