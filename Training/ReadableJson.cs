using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vitrine.Training;

/// <summary>JSON files that people read too: indented, in camel case, with names for enums and nothing for null.</summary>
internal static class ReadableJson
{
    internal static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web)
        {
            WriteIndented = true,
            RespectNullableAnnotations = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Converters = { new JsonStringEnumConverter() },
            // "60+" stays "60+": the file is no web page.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
}
