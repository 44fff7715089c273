using Vitrine.Fleet.Releases;
using Vitrine.Tests.Vision.Attributes;
using Vitrine.Wire;

namespace Vitrine.Tests.Device;

/// <summary>A device, and releases that are offered to it.</summary>
internal sealed class DeviceStory : IAsyncDisposable
{
    public DeviceStory() => Device = new TestDevice(Releases);

    /// <summary>Says what the model that the device was set up with says, in other words.</summary>
    public static byte[] Better { get; } =
        TinyReleases.Large(TinyOnnx.OfMeanColour(TinyModels.Size, [6, -6, 0, 0, 0, 0], [0, 0], declared: 2), 150_000);

    /// <summary>Takes women for men and men for women.</summary>
    public static byte[] Worse { get; } =
        TinyReleases.Large(TinyOnnx.OfMeanColour(TinyModels.Size, [-4, 4, 0, 0, 0, 0], [0, 0], declared: 2), 100_000);

    public TinyReleases Releases { get; } = new();

    public TestDevice Device { get; }

    public FakeHub Hub => Device.Hub;

    public Release Offer(byte[] model)
    {
        var signed = Releases.Make(onnx: model);
        Hub.Model = model;
        Hub.Offer(signed);
        return ReleaseVerification.Read(signed, Releases.Keys);
    }

    /// <summary>Waits until the device tells that it is so far with a release.</summary>
    public Task Came(RolloutPhase phase, Release release) =>
        Soon.True(() =>
            !Hub.States.IsEmpty
            && Hub.Last.Progress is { } progress
            && progress.Release.Equals(release.Id, StringComparison.Ordinal)
            && progress.Phase == phase
        );

    /// <summary>Waits until the operator was told this.</summary>
    public Task Said(string words) =>
        Soon.True(() => Device.Happened.Any(line => line.Text.Contains(words, StringComparison.Ordinal)));

    public async ValueTask DisposeAsync()
    {
        await Device.DisposeAsync();
        Releases.Dispose();
    }
}
