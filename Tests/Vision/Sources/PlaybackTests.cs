using Microsoft.Extensions.Time.Testing;
using Vitrine.Vision.Sources;
using Xunit;

namespace Vitrine.Tests.Vision.Sources;

public sealed class PlaybackTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_frame_comes_when_it_is_due()
    {
        var clock = new FakeTimeProvider();
        var playback = new Playback(clock);
        playback.Wait(TimeSpan.FromSeconds(5), Stop);
        var waiting = Task.Run(() => playback.Wait(TimeSpan.FromSeconds(35), Stop), Stop);
        var passed = 0;

        await Soon.True(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            passed++;
            return waiting.IsCompleted;
        });

        Assert.True(passed >= 30);
        playback.Wait(TimeSpan.FromSeconds(6), Stop);
    }

    [Fact]
    public void A_graph_that_stops_does_not_wait_for_the_next_frame()
    {
        var playback = new Playback(new FakeTimeProvider());
        playback.Wait(TimeSpan.Zero, Stop);

        Assert.Throws<OperationCanceledException>(() =>
            playback.Wait(TimeSpan.FromMinutes(30), new CancellationToken(canceled: true))
        );
    }
}
