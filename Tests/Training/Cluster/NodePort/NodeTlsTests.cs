using Vitrine.Bench.Attack;
using Vitrine.Tests.Fleet.Hub;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Cluster.NodePort;

/// <summary>A node's port with certificates.</summary>
public sealed class NodeTlsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Over_TLS_no_answer_is_kept_back()
    {
        using var authority = TestCertificates.Authority();
        await using var node = new NodeSystem(authority);
        TestCertificates.Issue(folder["other"], authority);
        using var certificate = TestCertificates.Of(folder["other"]);
        for (var connection = 0; connection < 10; connection++)
        {
            using var peer = new RawPeer("vitrine", node.Address, new PeerTls(certificate));

            Assert.NotNull(await peer.AskAsync<Greeted>("user/jobs-proxy", new Greet()));
        }
    }

    public void Dispose() => folder.Dispose();
}
