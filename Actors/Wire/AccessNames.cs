namespace Vitrine.Wire;

/// <summary>What the operator sets to say who may read; a refusal names them. As the edge's configuration calls them.</summary>
public sealed record AccessNames
{
    /// <summary>The secret that a reader must know.</summary>
    public string Token { get; init; } = "access.token (or VITRINE_TOKEN)";

    /// <summary>That plain text will do.</summary>
    public string AllowPlain { get; init; } = "access.allow-plain = on";

    /// <summary>The certificate's file.</summary>
    public string Certificate { get; init; } = "http.certificate";

    /// <summary>The key's file.</summary>
    public string Key { get; init; } = "http.key";
}
