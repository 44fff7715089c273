using Vitrine.Dataflow;

namespace Vitrine.Wire;

/// <summary>
/// Who may read what leaves the device. Programs on the device itself may; beyond it, whoever has the token, over TLS unless
/// the operator says that plain text will do.
/// </summary>
public sealed record AccessOptions
{
    /// <summary>What a reader must know; null: nothing.</summary>
    [Setting(
        "access.token",
        "a secret of 16 to 1000 characters without spaces, or nothing",
        "What a reader must know. Programs on this device may read without; where --http or events.remote names another address, the token is needed, and TLS. VITRINE_TOKEN goes before it."
    )]
    public AccessToken? Token { get; init; }

    /// <summary>Whether others may read without encryption, for example inside a VPN.</summary>
    [Setting(
        "access.allow-plain",
        "on or off",
        "Whether others may read without encryption, for example inside a VPN."
    )]
    public bool AllowPlain { get; init; }

    /// <summary>PEM file of the certificate, with the chain behind it, for https; null: none.</summary>
    [Setting("http.certificate", "a PEM file, or nothing", "The certificate for https, read at the start only.")]
    public string? Certificate { get; init; }

    /// <summary>PEM file of the certificate's private key; null: none.</summary>
    [Setting("http.key", "a PEM file, or nothing", "The certificate's private key.")]
    public string? Key { get; init; }

    /// <summary>What these are called where the operator sets them.</summary>
    public AccessNames Names { get; init; } = new();

    /// <summary>Why nothing may be served at an address; null: it may.</summary>
    /// <param name="isLoopback">Whether only this machine can reach the address.</param>
    /// <param name="isTls">Whether what is sent there is encrypted.</param>
    public string? Refusal(bool isLoopback, bool isTls)
    {
        if (isLoopback)
        {
            return null;
        }

        return Token is null
                ? $"others could read there: set {Names.Token} to a secret of at least {AccessToken.MinLength} characters, or serve at 127.0.0.1"
            : !isTls && !AllowPlain
                ? $"others could read along there: use TLS, or say {Names.AllowPlain} where the network itself is safe"
            : null;
    }
}
