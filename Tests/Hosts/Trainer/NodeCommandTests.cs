using Vitrine.Hosts.Trainer;
using Vitrine.Hosts.Trainer.Http;
using Vitrine.Hosts.Trainer.Verbs;
using Vitrine.Training.Cluster;
using Xunit;

namespace Vitrine.Tests.Hosts.Trainer;

public sealed class NodeCommandTests : IDisposable
{
    private readonly StringWriter errors = new();
    private NodeOptions? given;
    private PageArguments? page;

    [Fact]
    public async Task Without_options_it_is_a_cluster_of_one_that_only_this_machine_reaches()
    {
        Assert.Equal(7, await Run("trainer"));

        Assert.Equal([NodeOptions.Coordinator, NodeOptions.Worker], given!.Roles);
        Assert.Equal(("127.0.0.1", 4053), (given.Host, given.Port));
        Assert.Empty(given.Seeds);
        Assert.Null(given.Database);
        Assert.Null(page!.Http);
        Assert.Null(given.Hub);
    }

    [Fact]
    public async Task Its_page_can_be_elsewhere_for_others_or_off()
    {
        Assert.Equal(
            7,
            await Run([.. "trainer --http none --http-certificate c --http-key k --http-plain".Split(' ')])
        );

        Assert.Equal(
            ("none", "c", "k", true),
            (page!.Http, page.Access.Certificate, page.Access.Key, page.Access.AllowPlain)
        );
    }

    [Fact]
    public async Task Every_option_is_understood()
    {
        Assert.Equal(
            7,
            await Run([
                .. "trainer --role worker --host box --port 4100 --seed-node a:1 --seed-node b:2".Split(' '),
                .. "--store s --cache c --database d --lease 20 --still 60 --clients box:4101 --certificates tls".Split(
                    ' '
                ),
            ])
        );

        Assert.Equal([NodeOptions.Worker], given!.Roles);
        Assert.Equal(("box", 4100, "s", "c", "d"), (given.Host, given.Port, given.Store, given.Cache, given.Database));
        Assert.Equal(["a:1", "b:2"], given.Seeds);
        Assert.Equal(("box:4101", "tls"), (given.Clients, given.Certificates));
        Assert.Equal((20, 60), (given.Leases.Length.TotalSeconds, given.Leases.StallTimeout.TotalSeconds));
    }

    [Theory]
    [InlineData("trainer --role boss", "boss")]
    [InlineData("trainer --port x", "--port")]
    [InlineData("trainer --port 70000", "--port 70000 is not within 0 to 65535")]
    [InlineData("trainer --host 192.0.2.1", "--host 192.0.2.1 would take nodes in plain text", "--certificates")]
    [InlineData("trainer --hub here", "--hub 'here' is not HOST:PORT")]
    [InlineData("trainer --role worker --seed-node a:1 --hub 127.0.0.1:8096", "--hub needs the role coordinator")]
    [InlineData("trainer --seed-node here", "--seed-node 'here' is no HOST:PORT")]
    [InlineData("trainer --role worker", "--role worker needs a --seed-node")]
    [InlineData("trainer --lease nan", "--lease")]
    [InlineData("trainer --lease 1", "--lease")]
    [InlineData("trainer --still 2", "--still")]
    [InlineData("trainer stray", "stray")]
    public async Task What_cannot_be_is_2_and_one_line_and_nothing_runs(string line, params string[] says)
    {
        Assert.Equal(2, await Run(line.Split(' ')));

        Assert.Null(given);
        OneLine.Says(errors.ToString().TrimEnd('\n'), ["vitrine trainer: ", .. says]);
    }

    public void Dispose() => errors.Dispose();

    private Task<int> Run(params string[] line) =>
        new TrainerCommand(
            new NodeCommand(
                (options, asked, _) =>
                {
                    (given, page) = (options, asked);
                    return Task.FromResult(7);
                }
            ).Verb
        ).InvokeAsync(line, errors);
}
