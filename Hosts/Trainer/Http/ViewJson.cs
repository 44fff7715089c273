using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Http;

namespace Vitrine.Hosts.Trainer.Http;

/// <summary>How what the page reads is written: names in camel case, and nothing where there is nothing.</summary>
internal static class ViewJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>One line of JSON.</summary>
    public static string Of<T>(T view) => JsonSerializer.Serialize(view, Options);

    /// <summary>Answers with it.</summary>
    public static Task AnswerAsync<T>(HttpContext context, T view) =>
        context.Response.WriteAsJsonAsync(view, Options, "application/json; charset=utf-8", context.RequestAborted);

    /// <summary>A time of a message; null: none.</summary>
    public static DateTimeOffset? Time(Timestamp? time) => time?.ToDateTimeOffset();

    /// <summary>A text of a message; null where it is empty, which says nothing.</summary>
    public static string? Text(string text) => text.Length > 0 ? text : null;
}
