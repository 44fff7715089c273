using CsCheck;
using Vitrine.Dataflow;
using Vitrine.Tests.Dataflow.Simulation;
using Xunit;

namespace Vitrine.Tests.Dataflow;

public sealed class InFlightTests
{
    [Fact]
    public void Results_leave_in_the_order_of_their_inputs_whatever_order_they_finish_in() =>
        Gen.Shuffle(Enumerable.Range(0, 6).Select(n => (long)n).ToArray())
            .Sample(order =>
            {
                var held = Filled(6);
                var left = new List<string?>();
                foreach (var ticket in order)
                {
                    held.Finish(ticket, $"{ticket}");
                    while (held.TryTakeFinished(out var result))
                    {
                        left.Add(result.Value);
                    }
                }

                Assert.Equal(["0", "1", "2", "3", "4", "5"], left);
                Assert.Equal(0, held.Count);
            });

    [Fact]
    public void Waiting_parcels_are_worked_on_oldest_first_and_only_once()
    {
        var held = Filled(3);
        for (var ticket = 0; ticket < 3; ticket++)
        {
            Assert.True(held.TryPeekWaiting(out var parcel));
            Assert.Equal(ticket, parcel.Ticket);
            held.Begin(parcel.Ticket);
        }

        Assert.False(held.TryPeekWaiting(out _));
    }

    [Fact]
    public void An_empty_parcel_is_finished_at_once_but_waits_for_its_turn()
    {
        var held = new InFlight<string, string>(2);
        held.Accept(new Parcel<string>(0, "in"));
        held.Accept(new Parcel<string>(1, null));
        Assert.False(held.TryTakeFinished(out _));

        held.Finish(0, "out");
        Assert.True(held.TryTakeFinished(out var first));
        Assert.True(held.TryTakeFinished(out var second));
        Assert.Equal(new Parcel<string>(0, "out"), first);
        Assert.Equal(new Parcel<string>(1, null), second);
    }

    [Fact]
    public void More_than_was_asked_for_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => Filled(2).Accept(new Parcel<string>(2, "too much")));

    [Fact]
    public void A_parcel_that_is_not_held_cannot_be_finished()
    {
        var held = Filled(2);
        held.Finish(0, "out");
        Assert.Throws<InvalidOperationException>(() => held.Finish(0, "again"));
        Assert.Throws<InvalidOperationException>(() => held.Finish(7, "unknown"));
    }

    [Fact]
    public void Places_are_used_again()
    {
        var held = Filled(2);
        for (var ticket = 0; ticket < 100; ticket++)
        {
            held.Finish(ticket, "out");
            Assert.True(held.TryTakeFinished(out var result));
            Assert.Equal(ticket, result.Ticket);
            held.Accept(new Parcel<string>(ticket + 2, "in"));
            Assert.Equal(2, held.Count);
        }
    }

    [Fact]
    public void Clearing_gives_back_inputs_and_results()
    {
        using var pool = new LeasePool<Token>(3, () => new Token());
        var held = new InFlight<Element, Element>(3);
        for (var ticket = 0; ticket < 3; ticket++)
        {
            held.Accept(new Parcel<Element>(ticket, new Element(ticket, pool.Rent())));
        }

        held.Begin(0);
        Assert.True(held.TryPeekWaiting(out var parcel));
        held.Finish(1, parcel.Value);
        held.Clear();

        Assert.Equal(0, held.Count);
        Assert.Equal(0, pool.Outstanding);
    }

    private static InFlight<string, string> Filled(int capacity)
    {
        var held = new InFlight<string, string>(capacity);
        for (var ticket = 0; ticket < capacity; ticket++)
        {
            held.Accept(new Parcel<string>(ticket, "in"));
        }

        return held;
    }
}
