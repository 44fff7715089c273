using System.Collections.Concurrent;
using Vitrine.Training.Examples;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Examples;

public sealed class EachFaceTests
{
    [Fact]
    public void Each_is_worked_on_once_and_every_tool_is_given_back()
    {
        var (seen, taken, back) = (new ConcurrentBag<int>(), 0, 0);

        EachFace.Do(
            100,
            2,
            () => Interlocked.Increment(ref taken),
            (index, _) => seen.Add(index),
            _ => Interlocked.Increment(ref back),
            CancellationToken.None
        );

        Assert.Equal(Enumerable.Range(0, 100), seen.Order());
        Assert.Equal(taken, back);
    }

    [Fact]
    public void What_the_work_throws_comes_out_as_it_was_and_the_tools_are_given_back()
    {
        var (taken, back) = (0, 0);

        var thrown = Assert.Throws<BadInputException>(() =>
            EachFace.Do(
                100,
                2,
                () => Interlocked.Increment(ref taken),
                (index, _) => throw new BadInputException($"picture {index} is gone"),
                _ => Interlocked.Increment(ref back),
                CancellationToken.None
            )
        );

        OneLine.Says(thrown.Message, "picture ");
        Assert.Equal(taken, back);
    }
}
