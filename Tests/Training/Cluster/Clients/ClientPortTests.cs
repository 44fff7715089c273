using System.Collections.Concurrent;
using Google.Protobuf;
using Vitrine.Bench.Attack;
using Vitrine.Hosts.Cli.Jobs;
using Vitrine.Jobs;
using Vitrine.Tests.Fleet.Hub;
using Vitrine.Training.Cluster.Clients;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Cluster.Clients;

/// <summary>The port for clients before a real coordinator.</summary>
public sealed class ClientPortTests : IAsyncDisposable
{
    private const string Operators = "what-operators-know";
    private const string Readers = "what-readers-know!";
    private static readonly HostPort Any = new("127.0.0.1", 0);

    private readonly SmallCluster cluster = new();
    private readonly TemporaryFolder folder = new();
    private readonly ConcurrentQueue<string> warned = [];
    private ClientPort? port;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_asks_and_watches_through_it_and_is_answered()
    {
        using var work = new CountingWork();
        cluster.AddWorker("one", work.Do);
        Open(new ClientAccess(IsLoopback: true));
        await using var client = await Coordinator().ConnectAsync(Stop);
        var id = (await client.AskAsync<JobSubmitted>(Submit(), Stop)).Id;

        List<long> seen = [];
        await foreach (var said in client.Watch(id, after: 0).ReadAllAsync(Stop))
        {
            seen.AddRange(said is JobEvents part ? part.Events.Select(happened => happened.Number) : []);
            if (said is JobEvents { Ended: true })
            {
                break;
            }
        }

        Assert.Equal(Enumerable.Range(1, seen.Count).Select(number => (long)number), seen);
        Assert.Equal(JobState.Done, (await client.AskAsync<JobDetails>(new ShowJob { Id = id }, Stop)).Summary.State);
    }

    [Fact]
    public async Task Over_TLS_a_token_says_who_may_order_who_may_read_and_who_may_nothing()
    {
        using var authority = TestCertificates.Authority();
        TestCertificates.Issue(folder["tls"], authority);
        var tls = PrivateTls.Read(folder["tls"]);
        Open(new ClientAccess(false, AccessToken.Parse(Operators), AccessToken.Parse(Readers)), tls);

        await using var operators = await Coordinator(Operators).ConnectAsync(Stop);
        Assert.NotEmpty((await operators.AskAsync<JobSubmitted>(Submit(), Stop)).Id);
        await using var reader = await Coordinator(Readers).ConnectAsync(Stop);
        Assert.Single((await reader.AskAsync<JobList>(new ListJobs(), Stop)).Jobs);
        var order = await Assert.ThrowsAsync<BadInputException>(() => reader.AskAsync<JobSubmitted>(Submit(), Stop));
        OneLine.Says(order.Message, "for operators", "VITRINE_OPERATOR_TOKEN");
        var nothing = await Assert.ThrowsAsync<BadInputException>(() => Coordinator("a-guess").ConnectAsync(Stop));
        OneLine.Says(nothing.Message, "a token is needed", "VITRINE_TOKEN");
    }

    [Fact]
    public async Task A_client_that_trusts_another_authority_says_that_this_is_not_the_node_it_means()
    {
        using var authority = TestCertificates.Authority();
        using var strangers = TestCertificates.Authority();
        TestCertificates.Issue(folder["node"], strangers);
        TestCertificates.Issue(folder["tls"], authority);
        Open(new ClientAccess(true), PrivateTls.Read(folder["node"]));

        var lost = await Assert.ThrowsAsync<CoordinatorLostException>(() => Coordinator(Operators).ConnectAsync(Stop));

        OneLine.Says(lost.Message, "cannot be reached", "was not signed by authority.crt");
    }

    [Theory]
    [InlineData(16, "PP")]
    [InlineData(16, "K")]
    [InlineData(16, "ID")]
    [InlineData(22, "Akka.Dispatch.SysMsg.Terminate, Akka")]
    [InlineData(5, "Akka.Cluster.ClusterUserAction+Down, Akka.Cluster")]
    [InlineData(5, "Akka.Cluster.InternalClusterAction+Join, Akka.Cluster")]
    public async Task No_order_of_Akkas_own_is_obeyed(int serializer, string manifest)
    {
        Open(new ClientAccess(true));
        using var peer = new RawPeer("vitrine", port!.Address);

        foreach (var actor in new[] { "user/jobs-proxy", "user", "system", "system/cluster/core/daemon", "remote" })
        {
            await peer.SendAsync(actor, serializer, manifest, []);
        }

        await Soon.True(() => !warned.IsEmpty);
        await using var client = await Coordinator().ConnectAsync(Stop);
        Assert.Empty((await client.AskAsync<JobList>(new ListJobs(), Stop)).Jobs);
    }

    [Fact]
    public async Task What_only_nodes_say_is_dropped_with_a_line()
    {
        Open(new ClientAccess(true));
        using var peer = new RawPeer("vitrine", port!.Address);
        var offer = new WorkerOffer
        {
            Worker = "stranger",
            Version = NodeAddress.ProtocolVersion,
            Has = new WorkerResources { Devices = { "cpu" } },
            Secret = Orders.SecretOf("stranger"),
        };

        await peer.SendAsync("user/jobs-proxy", 7701, WorkerOffer.Descriptor.FullName, offer.ToByteArray());

        await Soon.True(() =>
            warned.Any(line => line.Contains("WorkerOffer is no client's", StringComparison.Ordinal))
        );
        Assert.Empty((await cluster.Ask<WorkerList>(new ListWorkers())).Workers);
    }

    [Fact]
    public async Task A_node_that_is_in_no_cluster_says_nothing_until_it_is_back()
    {
        Open(new ClientAccess(true));
        await using var client = await Coordinator().ConnectAsync(Stop);

        port!.Leave();
        await Assert.ThrowsAsync<CoordinatorLostException>(() => client.AskAsync<JobList>(new ListJobs(), Stop));
        port.Join(cluster.System, cluster.Jobs);

        await client.AskAsync<JobList>(new ListJobs(), Stop);
    }

    [Fact]
    public void Others_cannot_dial_without_a_token() =>
        OneLine.Says(
            Assert
                .Throws<BadInputException>(() =>
                    ClientPort.Open(Any, new ClientAccess(false), tls: null, TimeProvider.System, warned.Enqueue)
                )
                .Message,
            "--clients 127.0.0.1:0: others could dial there"
        );

    public async ValueTask DisposeAsync()
    {
        if (port is not null)
        {
            await port.DisposeAsync();
        }

        await cluster.DisposeAsync();
        folder.Dispose();
    }

    private void Open(ClientAccess access, PrivateTls? tls = null)
    {
        port = ClientPort.Open(Any, access, tls, TimeProvider.System, warned.Enqueue);
        port.Join(cluster.System, cluster.Jobs);
    }

    private Coordinator Coordinator(string? token = null) =>
        new(new NodeAddress("127.0.0.1", port!.Address.Port), TimeProvider.System)
        {
            Token = token ?? string.Empty,
            Tls = token is null ? null : PrivateTls.ReadAuthority(folder["tls"]),
            Patience = TimeSpan.FromSeconds(token is null ? 2 : 10),
        };

    private SubmitJob Submit() => new() { Key = "a", Job = cluster.Job };
}
