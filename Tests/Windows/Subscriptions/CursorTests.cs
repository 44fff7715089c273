using CsCheck;
using Vitrine.Windows.Subscriptions;
using Xunit;

namespace Vitrine.Tests.Windows.Subscriptions;

public sealed class CursorTests
{
    [Fact]
    public void A_subscriber_begins_after_the_number_that_it_names() =>
        Assert.Equal(new Cursor(17, 17), Cursor.After(17));

    [Fact]
    public void Nobody_has_less_than_nothing() => Assert.Equal(Cursor.After(0), Cursor.After(-5));

    [Fact]
    public void What_was_sent_is_in_flight_until_all_of_it_is_acknowledged()
    {
        var sent = Cursor.After(10).Send(20);

        Assert.False(Cursor.After(10).IsInFlight);
        Assert.True(sent.IsInFlight);
        Assert.True(sent.Acknowledge(15).IsInFlight);
        Assert.False(sent.Acknowledge(20).IsInFlight);
    }

    [Fact]
    public void There_is_room_until_as_much_is_in_flight_as_may_be()
    {
        Assert.Equal(64, Cursor.After(10).Room(64));
        Assert.Equal(14, Cursor.After(10).Send(60).Room(64));
        Assert.Equal(0, Cursor.After(10).Send(74).Room(64));
        Assert.Equal(0, Cursor.After(10).Send(1000).Room(64));
    }

    [Theory]
    [InlineData(21)]
    [InlineData(long.MaxValue)]
    [InlineData(10)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public void An_Ack_of_what_was_never_sent_or_had_before_changes_nothing(long sequence) =>
        Assert.Equal(new Cursor(10, 20), new Cursor(10, 20).Acknowledge(sequence));

    [Fact]
    public void What_seems_lost_is_sent_again_from_the_last_Ack() =>
        Assert.Equal(Cursor.After(15), Cursor.After(10).Send(20).Acknowledge(15).Again());

    [Fact]
    public void Whatever_comes_it_never_goes_back() =>
        Gen.Select(Gen.Int[0, 2], Gen.Long)
            .Array[0, 50]
            .Sample(steps =>
            {
                var cursor = Cursor.After(0);
                foreach (var (what, number) in steps)
                {
                    var next = what switch
                    {
                        0 => cursor.Acknowledge(number),
                        1 => cursor.Again(),
                        _ => cursor.Send(cursor.Sent + (number & 63)),
                    };
                    Assert.True(next.Has >= cursor.Has && next.Sent >= next.Has);
                    cursor = next;
                }
            });
}
