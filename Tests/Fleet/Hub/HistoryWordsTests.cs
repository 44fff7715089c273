using Vitrine.Fleet.Hub;
using Xunit;

namespace Vitrine.Tests.Fleet.Hub;

public sealed class HistoryWordsTests
{
    [Theory]
    [InlineData("Worse: after 14 faces: agreement 40 %", "Worse: after fewer than 100 faces: agreement 40 %")]
    [InlineData("263 of 200 faces", "about 200 of 200 faces")]
    [InlineData("only 99 of 200 faces came in 48 h", "only fewer than 100 of 200 faces came in 48 h")]
    [InlineData("1234 faces: agreement 97 %", "about 1200 faces: agreement 97 %")]
    [InlineData("it takes 40 ms for each face", "it takes 40 ms for each face")]
    public void Exact_counts_of_faces_become_hundreds(string told, string kept) =>
        Assert.Equal(kept, HistoryWords.Coarse(told));

    [Fact]
    public void The_history_keeps_no_other()
    {
        using var folder = new TemporaryFolder();
        using var history = History.Open(folder.Path, TimeProvider.System);

        history.Add(
            new FleetEvent(FleetEventKind.DeviceChanged, DateTimeOffset.UnixEpoch, "shop-1", "abc")
            {
                Phase = Vitrine.Wire.RolloutPhase.Refused,
                Why = "after 14 faces: it failed",
            }
        );

        Assert.Equal("after fewer than 100 faces: it failed", history.Recent[^1].Event.Why);
    }
}
