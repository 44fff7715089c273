using Vitrine.Dataflow;

namespace Vitrine.Device;

/// <summary>How a device takes models that are rolled out to it.</summary>
public sealed record RolloutOptions
{
    /// <summary>Folder of the public keys whose releases it takes; null (the default): it takes none.</summary>
    [Setting(
        "trusted-keys",
        "a folder, or nothing",
        "Folder with the public keys (*.pub) whose releases are taken. Without it none is taken, and none that came is run."
    )]
    public string? TrustedKeys { get; init; }

    /// <summary>How many of these keys must sign a release. 1.</summary>
    [Setting("threshold", 1, 8, "keys", "How many of these keys must have signed a release.")]
    public int Threshold { get; init; } = 1;

    /// <summary>Folder of the certificates for hubs on other machines; null (the default): there are none.</summary>
    [Setting(
        "certificates",
        "a folder, or nothing",
        "Folder with authority.crt, own.crt and own.key, which a hub on another machine asks for."
    )]
    public string? Certificates { get; init; }

    /// <summary>How long it waits before it goes on where it failed, for example on a full disk. 60 s.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How a model is pulled.</summary>
    [Settings]
    public TransferOptions Transfer { get; init; } = new();

    /// <summary>What a model must stand in the shadow of the live one, before the swap.</summary>
    [Settings("shadow", "What a new model must stand in the shadow of the live one, before it takes its place.")]
    public TrialOptions Shadow { get; init; } = TrialOptions.Shadow;

    /// <summary>What it must stand after the swap, or the model before it comes back.</summary>
    [Settings(
        "probation",
        "What it must stand once it is live, with the model before it in its shadow; or that one comes back. As above, but that too few faces are no reason to go back."
    )]
    public TrialOptions Probation { get; init; } = TrialOptions.Probation;
}
