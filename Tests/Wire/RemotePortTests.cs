using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Wire;

public sealed class RemotePortTests
{
    [Fact]
    public async Task A_port_for_strangers_knows_the_protocols_serializer_and_no_other()
    {
        var port = TestPort.Open();

        Assert.Equal(
            [
                nameof(ProtocolSerializer),
                nameof(RefusingNullSerializer),
                nameof(RefusingSerializer),
                nameof(SelectionSerializer),
            ],
            KnownSerializers.Of(port)
        );
        await Soon.Done(port.Terminate());
    }
}
