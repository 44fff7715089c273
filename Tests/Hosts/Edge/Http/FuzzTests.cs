using System.Net;
using Vitrine.Bench.Fuzz;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge.Http;

/// <summary>A few thousand requests of a hostile client; <c>./vitrine bench fuzz</c> sends 100,000 to a whole edge.</summary>
[Collection(nameof(HeapAlone))]
public sealed class FuzzTests
{
    private const int Requests = 3_000;
    private const int MostBytesMore = 20_000_000;

    [Fact]
    public async Task Nothing_that_a_client_sends_breaks_the_server_fills_its_memory_or_floods_its_log()
    {
        await using var served = await ServedHttp.StartAsync(Windows.Stored(10));
        await Send(served, seed: 1, Requests / 3);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var count = await Send(served, seed: 2, Requests);

        var more = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(more < MostBytesMore, $"{more} bytes more");
        Assert.Equal(Requests, count.Sent);
        Assert.Contains(200, count.ByStatus);
        Assert.Contains(400, count.ByStatus);
        Assert.DoesNotContain(500, count.ByStatus);
        // In each period of ten seconds a few lines of each status; and no run takes more than a few periods.
        Assert.InRange(served.Log.After(0).Count(), 1, 60);
        using var response = await served.Get("/windows");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public void The_same_seed_makes_the_same_requests()
    {
        var (one, same, other) = (new RequestFuzzer(7), new RequestFuzzer(7), new RequestFuzzer(8));
        var requests = Enumerable.Range(0, 100).Select(_ => (one.Next(), same.Next(), other.Next())).ToArray();

        Assert.All(requests, r => Assert.Equal(r.Item1, r.Item2));
        Assert.Contains(requests, r => !r.Item1.AsSpan().SequenceEqual(r.Item3));
    }

    private static Task<FuzzCount> Send(ServedHttp served, int seed, int requests) =>
        FuzzRun.SendAsync(served.EndPoint, seed, requests, TestContext.Current.CancellationToken);
}
