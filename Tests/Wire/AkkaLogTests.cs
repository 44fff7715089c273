using Akka.Event;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Wire;

public sealed class AkkaLogTests
{
    [Fact]
    public void A_line_is_what_was_said_first_and_the_innermost_cause() =>
        Assert.Equal(
            "cannot go on: the disk is full",
            AkkaLog.Line(
                Logged("cannot go on\n   at some place", new IOException("outer", new IOException("the disk\nis full")))
            )
        );

    [Fact]
    public void A_line_is_no_longer_than_asked() =>
        Assert.Equal("cann…", AkkaLog.Line(Logged("cannot go on", cause: null), longest: 5));

    private static Warning Logged(string said, Exception? cause) => new(cause, "source", typeof(AkkaLogTests), said);
}
