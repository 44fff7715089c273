using Vitrine.Dataflow;
using Xunit;

namespace Vitrine.Tests.Dataflow;

public sealed class ChainedStageTests
{
    [Fact]
    public void The_second_stage_takes_what_the_first_makes()
    {
        using var chain = new ChainedStage<string, string, string>(new Appending("a"), new Appending("b"));

        Assert.Equal("xab", chain.Process("x"));
    }

    [Fact]
    public void Nothing_from_the_first_stage_is_nothing_from_both()
    {
        using var chain = new ChainedStage<string, string, string>(new Appending(null), new Appending("b"));

        Assert.Null(chain.Process("x"));
    }

    [Fact]
    public void What_lies_between_is_given_back_when_the_second_stage_throws()
    {
        var between = new Leasing();
        using var chain = new ChainedStage<string, Leasing, string>(new Giving(between), new Throwing());

        Assert.Throws<InvalidOperationException>(() => chain.Process("x"));
        Assert.True(between.GivenBack);
    }

    private sealed class Leasing : IDisposable
    {
        public bool GivenBack { get; private set; }

        public void Dispose() => GivenBack = true;
    }

    private sealed class Appending(string? text) : IStage<string, string>
    {
        public string? Process(string input) => text is null ? null : input + text;

        public void Dispose() { }
    }

    private sealed class Giving(Leasing between) : IStage<string, Leasing>
    {
        public Leasing Process(string input) => between;

        public void Dispose() { }
    }

    private sealed class Throwing : IStage<Leasing, string>
    {
        public string Process(Leasing input) => throw new InvalidOperationException("no");

        public void Dispose() { }
    }
}
