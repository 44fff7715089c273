using Xunit;

namespace Vitrine.Tests.Vision;

public sealed class FrameCounterTests : IDisposable
{
    private readonly FramePool pool = new();

    [Fact]
    public void A_frame_holds_a_lease_until_it_is_disposed_of()
    {
        var frame = pool.Plain();

        Assert.Equal(1, pool.Out);
        frame.Dispose();
        frame.Dispose();
        Assert.Equal(0, pool.Out);
    }

    [Fact]
    public void A_shared_frame_goes_back_with_its_last_holder()
    {
        var frame = pool.Plain();
        var shared = frame.Share();

        frame.Dispose();
        Assert.Equal((1, frame.Number, 64), (pool.Out, shared.Number, shared.Pixels.Width));
        Assert.Throws<ObjectDisposedException>(() => frame.Pixels);
        shared.Dispose();
        Assert.Equal(0, pool.Out);
    }

    [Fact]
    public void A_failure_gives_the_lease_back_and_takes_no_number()
    {
        Assert.Throws<IOException>(() => pool.Counter.Fill((_, _) => throw new IOException("unplugged"), 10));
        Assert.Equal(0, pool.Out);

        using var next = pool.Plain();
        Assert.Equal(0, next.Number);
    }

    [Fact]
    public void The_end_gives_the_lease_back_and_takes_no_number()
    {
        Assert.Null(pool.Counter.Fill((_, _) => false, framesPerSecond: null));
        Assert.Equal(0, pool.Out);

        using var next = pool.Plain();
        Assert.Equal(0, next.Number);
    }

    [Fact]
    public void A_recording_is_timed_by_its_rate()
    {
        var times = Enumerable.Range(0, 4).Select(_ => Time(framesPerSecond: 4));

        Assert.Equal([0, 0.25, 0.5, 0.75], times.Select(t => t.TotalSeconds));
    }

    [Fact]
    public void A_live_source_is_timed_by_the_clock()
    {
        var (one, other) = (Time(framesPerSecond: null), Time(framesPerSecond: null));

        Assert.True(TimeSpan.Zero < one && one < other);
    }

    public void Dispose() => pool.Dispose();

    private TimeSpan Time(double? framesPerSecond)
    {
        using var frame = pool.Counter.Fill((_, _) => true, framesPerSecond)!;
        return frame.Time;
    }
}
