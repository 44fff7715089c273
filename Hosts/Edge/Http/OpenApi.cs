using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace Vitrine.Hosts.Edge.Http;

/// <summary><c>GET /openapi.json</c>: what is served, for people and programs (OpenAPI 3.1).</summary>
internal static class OpenApi
{
    private static readonly byte[] Text = Read();

    public static Task ServeAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.Body.WriteAsync(Text, context.RequestAborted).AsTask();
    }

    private static byte[] Read()
    {
        using var stream = Assembly
            .GetExecutingAssembly()
            .GetManifestResourceStream($"{typeof(OpenApi).Namespace}.openapi.json")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
