namespace Vitrine.Device;

/// <summary>How a device takes models that are rolled out to it.</summary>
public sealed record RolloutOptions
{
    /// <summary>Folder of the public keys whose releases it takes; null (the default): it takes none.</summary>
    public string? TrustedKeys { get; init; }

    /// <summary>Folder of the certificates for hubs on other machines; null (the default): there are none.</summary>
    public string? Certificates { get; init; }

    /// <summary>How long it waits before it goes on where it failed, for example on a full disk. 60 s.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How a model is pulled.</summary>
    public TransferOptions Transfer { get; init; } = new();

    /// <summary>What a model must stand in the shadow of the live one, before the swap.</summary>
    public TrialOptions Shadow { get; init; } = TrialOptions.Shadow;

    /// <summary>What it must stand after the swap, or the model before it comes back.</summary>
    public TrialOptions Probation { get; init; } = TrialOptions.Probation;
}
