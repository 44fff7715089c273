using Vitrine.Windows.Subscriptions;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Windows.Subscriptions;

public sealed class WindowPageTests
{
    [Fact]
    public void Small_windows_all_fit()
    {
        var page = WindowPage.Of(Enumerable.Range(1, 64).Select(i => new AggregateWindow { Sequence = i }));

        Assert.Equal(64, page.Windows.Count);
    }

    [Fact]
    public void A_page_of_large_windows_ends_before_the_frame_does()
    {
        var page = WindowPage.Of(Enumerable.Range(1, 64).Select(i => Large(i, 10_000)));

        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9], page.Windows.Select(w => w.Sequence));
        Assert.True(page.CalculateSize() < RemotePort.FrameSize);
    }

    [Fact]
    public void A_single_window_is_sent_however_large_it_is() =>
        Assert.Equal(1, Assert.Single(WindowPage.Of([Large(1, 200_000), Large(2, 1)]).Windows).Sequence);

    private static AggregateWindow Large(long sequence, int bytes) =>
        new() { Sequence = sequence, Device = new string('d', bytes) };
}
