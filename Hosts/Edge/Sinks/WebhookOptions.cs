using Vitrine.Dataflow;
using Vitrine.Pipelines;
using Vitrine.Windows;
using Vitrine.Wire;

namespace Vitrine.Hosts.Edge.Sinks;

/// <summary>Where windows are posted over HTTP.</summary>
public sealed record WebhookOptions : SinkOptions
{
    /// <summary>Holds the token; it goes before <see cref="Token"/>.</summary>
    public const string TokenVariable = "VITRINE_WEBHOOK_TOKEN";

    private const string TokenRange = "a token of at most 4096 ASCII characters without spaces, or nothing";

    /// <summary>The address; null: nowhere.</summary>
    /// <exception cref="FormatException">It is no address of a web server.</exception>
    [Setting(
        "url",
        "https://HOST/PATH or http://HOST/PATH, or nothing",
        "The address. Another machine needs https:// or access.allow-plain."
    )]
    public Uri? Url
    {
        get;
        init =>
            field = value
                is null
                    or { IsAbsoluteUri: true, Scheme: "http" or "https", Host.Length: > 0, UserInfo: "", Fragment: "" }
                ? value
                : throw new FormatException($"'{value}' is no address of a web server");
    }

    /// <summary>What the server asks for; empty: nothing.</summary>
    /// <exception cref="FormatException">No header can carry it.</exception>
    [Setting("token", TokenRange, "Sent as \"Authorization: Bearer TOKEN\". VITRINE_WEBHOOK_TOKEN goes before it.")]
    public string Token
    {
        get;
        init => field = Bearer(value);
    } = string.Empty;

    /// <inheritdoc />
    public override string Name => "webhook";

    /// <inheritdoc />
    public override string About => "Every window as a POST of JSON to a web server.";

    /// <inheritdoc />
    public override IWindowSink? Open(EdgeOptions device, TimeProvider clock)
    {
        if (Url is null)
        {
            return null;
        }

        MustBePrivate(Url, "https", device.Access, "url");
        return new WebhookSink(Url, TokenOfEnvironment() ?? Token, clock);
    }

    /// <summary>Says neither the token nor the path, which may be as secret.</summary>
    public override string ToString() => $"{Url?.Scheme}://{Url?.Authority}";

    private static string? TokenOfEnvironment()
    {
        try
        {
            return Environment.GetEnvironmentVariable(TokenVariable) is { Length: > 0 } given ? Bearer(given) : null;
        }
        catch (FormatException wrong)
        {
            throw new BadInputException($"{TokenVariable}: {wrong.Message}; it takes {TokenRange}", wrong);
        }
    }

    private static string Bearer(string text) =>
        text.Length <= 4096 && !text.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? text
            : throw new FormatException("it is too long, or has a space or another character that no header can carry");
}
