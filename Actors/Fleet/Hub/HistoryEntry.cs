using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vitrine.Fleet.Hub;

/// <summary>One line of the history: an event, its number, and hashes that chain it to the line before.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="Event">What happened.</param>
/// <param name="Before">The hash of the line before; 64 zeros for the first.</param>
/// <param name="Hash">SHA-256 over the line without this field, in hexadecimal digits.</param>
public sealed record HistoryEntry(long Number, FleetEvent Event, string Before, string Hash)
{
    /// <summary>What the first line has in place of the hash of the line before.</summary>
    public static string Genesis { get; } = new('0', 64);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The line after another.</summary>
    /// <param name="last">The line before; null: none.</param>
    /// <param name="happened">What happened.</param>
    public static HistoryEntry After(HistoryEntry? last, FleetEvent happened)
    {
        var unsealed = new HistoryEntry((last?.Number ?? 0) + 1, happened, last?.Hash ?? Genesis, string.Empty);
        return unsealed with { Hash = unsealed.HashOf() };
    }

    /// <summary>As it is written: one line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads a line.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static HistoryEntry FromJson(string line) =>
        JsonSerializer.Deserialize<HistoryEntry>(line, Json) ?? throw new JsonException("it is empty");

    /// <summary>Whether it follows another, unchanged.</summary>
    /// <param name="last">The line before; null: it is to be the first.</param>
    public bool Follows(HistoryEntry? last) =>
        Number == (last?.Number ?? 0) + 1
        && Before.Equals(last?.Hash ?? Genesis, StringComparison.Ordinal)
        && Hash.Equals(HashOf(), StringComparison.Ordinal);

    private string HashOf() =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes((this with { Hash = string.Empty }).ToJson())));
}
