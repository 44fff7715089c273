using Vitrine.Dataflow;
using Vitrine.Tests.Dataflow.Simulation;
using Xunit;

namespace Vitrine.Tests.Dataflow;

public sealed class SplitsTests
{
    [Fact]
    public void Results_find_their_element_and_their_branch()
    {
        var splits = new Splits<string>(capacity: 2, () => new object?[2]);
        splits.Open(new Parcel<string>(0, "zero")).Missing = 2;
        splits.Open(new Parcel<string>(1, "one")).Missing = 1;

        Assert.Equal(0, splits.Put(1, new Parcel<string>(1, "b")).Missing);
        Assert.Equal(1, splits.Put(1, new Parcel<string>(0, "b")).Missing);
        var whole = splits.Put(0, new Parcel<string>(0, "a"));
        Assert.Equal(0, whole.Missing);
        Assert.Equal("zero", whole.Parcel.Value);
        Assert.True(whole.Results is ["a", "b"]);
    }

    [Fact]
    public void A_closed_split_is_used_again_and_remembers_nothing()
    {
        var splits = new Splits<string>(capacity: 1, () => new object?[1]);
        var first = splits.Open(new Parcel<string>(0, "zero"));
        first.Missing = 1;
        splits.Close(splits.Put(0, new Parcel<string>(0, "a")));
        var second = splits.Open(new Parcel<string>(1, "one"));

        Assert.Same(first, second);
        Assert.Null(second.Results[0]);
        Assert.Equal(0, second.Missing);
    }

    [Fact]
    public void Clearing_gives_back_the_results_that_wait_for_others()
    {
        using var pool = new LeasePool<Token>(1, () => new Token());
        var splits = new Splits<string>(capacity: 1, () => new object?[2]);
        splits.Open(new Parcel<string>(0, "zero")).Missing = 2;
        splits.Put(1, new Parcel<Element>(0, new Element(0, pool.Rent())));
        splits.Clear();

        Assert.Equal(0, pool.Outstanding);
    }
}
