using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Vitrine.Wire;

namespace Vitrine.Hosts.Trainer.Http;

/// <summary>Answers with messages as <c>job … --json</c> writes them.</summary>
internal static class MessageJson
{
    public static Task AnswerAsync(HttpContext context, IMessage message)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(ProtocolJson.Of(message), context.RequestAborted);
    }
}
