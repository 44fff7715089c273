using Vitrine.Hosts.Cli.Events;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Cli;

public sealed class EventsHostTests
{
    [Fact]
    public async Task A_configuration_that_refers_to_itself_is_one_line()
    {
        using var folder = new TemporaryFolder();
        var arguments = new EventsArguments
        {
            Config = folder.Write("tls.hocon", "akka.loglevel = ${a}\na = ${akka.loglevel}"),
        };

        var refused = await Assert.ThrowsAsync<BadInputException>(() =>
            EventsHost.RunAsync(arguments, TestContext.Current.CancellationToken)
        );

        OneLine.Says(refused.Message, "tls.hocon", "refers to itself: akka.loglevel -> a -> akka.loglevel (line 2)");
    }
}
