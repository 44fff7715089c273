using System.Net.ServerSentEvents;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge.Http;

/// <summary>A client of an event stream.</summary>
internal sealed class EventReader : IAsyncDisposable
{
    private readonly HttpResponseMessage response;
    private readonly IAsyncEnumerator<SseItem<string>> items;

    private EventReader(HttpResponseMessage response, Stream body)
    {
        this.response = response;
        items = SseParser.Create(body).EnumerateAsync().GetAsyncEnumerator(TestContext.Current.CancellationToken);
    }

    public static async Task<EventReader> Open(
        ServedHttp served,
        string path,
        params (string Name, string Value)[] headers
    )
    {
        var answer = await served.Get(path, headers);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        return new EventReader(answer, await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    public async Task<SseItem<string>> Next()
    {
        Assert.True(await Soon.Done(items.MoveNextAsync().AsTask()), "the stream ended");
        return items.Current;
    }

    public async Task<string[]> NextIds(int count)
    {
        var ids = new string[count];
        for (var i = 0; i < count; i++)
        {
            ids[i] = (await Next()).EventId!;
        }

        return ids;
    }

    public async ValueTask DisposeAsync()
    {
        response.Dispose();
        try
        {
            await items.DisposeAsync();
        }
        catch (NotSupportedException)
        {
            // A read is still under way.
        }
    }
}
