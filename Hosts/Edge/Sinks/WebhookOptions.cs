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

    /// <summary>The address, https:// or http://; null (the default): nowhere.</summary>
    public Uri? Url { get; init; }

    /// <summary>What the server asks for, 1 to 4096 ASCII characters without spaces; empty (the default): nothing.</summary>
    public string Token { get; init; } = string.Empty;

    /// <inheritdoc />
    public override string Name => "webhook";

    /// <inheritdoc />
    public override IReadOnlyList<SinkSetting> Settings =>
        [
            new(
                "url",
                "https://HOST/PATH or http://HOST/PATH, or nothing",
                (o, v) => (WebhookOptions)o with { Url = v.Length == 0 ? null : Address(v) }
            ),
            new("token", TokenRange, (o, v) => (WebhookOptions)o with { Token = Bearer(v) }),
        ];

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

    private static Uri Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url is { Scheme: "http" or "https", Host.Length: > 0, UserInfo: "", Fragment: "" }
            ? url
            : throw new FormatException($"'{text}' is no address of a web server");
}
