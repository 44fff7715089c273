using Vitrine.Device;
using Vitrine.Fleet;
using Vitrine.Fleet.Releases;
using Vitrine.Hosts.Edge.Configuration;
using Vitrine.Models;
using Vitrine.Pipelines;
using Vitrine.Wire;

namespace Vitrine.Hosts.Edge;

/// <summary>What this device does about rollouts, checked before anything starts.</summary>
/// <param name="Keys">Whose releases it takes.</param>
/// <param name="Store">The models that releases brought.</param>
/// <param name="SetUp">The models that it was set up with.</param>
/// <param name="Hub">Whom it dials; null: nobody, and what is installed stays.</param>
/// <param name="Tls">The certificates; null: none.</param>
public sealed record DevicePlan(KeyRing Keys, ModelStore Store, FaceModels SetUp, HubAddress? Hub, LinkTls? Tls)
{
    /// <summary>The models to run.</summary>
    public FaceModels Models => Store.Over(SetUp);

    /// <summary>Makes the plan.</summary>
    /// <param name="arguments">May name a hub.</param>
    /// <param name="options">Name the keys, and the models that the device is set up with.</param>
    /// <param name="dataFolder">Where the device keeps what outlives a run.</param>
    /// <returns>Null where no key is trusted: nothing that came with a release is taken or run.</returns>
    /// <exception cref="BadInputException">A hub is named, and no key; or it would be dialled in plain text.</exception>
    /// <exception cref="InvalidDataException">A key or a certificate is none.</exception>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    public static DevicePlan? Make(EdgeArguments arguments, EdgeOptions options, string dataFolder)
    {
        var hub = arguments.Hub is { } text ? Parse(text) : null;
        if (options.Rollout.TrustedKeys is not { } keys)
        {
            return hub is null
                ? null
                : throw new BadInputException(
                    "--hub needs the setting rollout.trusted-keys: a folder with the release.pub that ./vitrine rollout keys made"
                );
        }

        if (hub is { IsLoopback: false } && options.Rollout.Certificates is null)
        {
            throw new BadInputException(
                $"--hub {hub} is another machine and would be dialled in plain text; set rollout.certificates, as docs/rollout.md tells"
            );
        }

        var tls = options.Rollout.Certificates is { } certificates ? LinkTls.Read(certificates) : null;
        var trusted = KeyRing.Open(keys, Path.Combine(dataFolder, "keys"), options.Rollout.Threshold);
        var disk = new FolderDisk(Path.Combine(dataFolder, "models"));
        return new DevicePlan(trusted, ModelStore.Open(disk, trusted, TimeProvider.System), options.Models, hub, tls);
    }

    private static HubAddress Parse(string text)
    {
        try
        {
            return HubAddress.Parse(text);
        }
        catch (FormatException wrong)
        {
            throw new BadInputException($"--hub {wrong.Message}", wrong);
        }
    }
}
