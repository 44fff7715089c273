using System.Collections.Immutable;
using Vitrine.Fleet.Hub;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Fleet.Hub;

public sealed class HistoryTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public HistoryTests()
    {
        using var history = Open();
        history.Add(
            new FleetEvent(FleetEventKind.Started, DateTimeOffset.UnixEpoch, "anna", "abc")
            {
                Task = "gender",
                Version = 4,
                Plan = new FleetPlan { Canaries = ["shop-1"] },
            }
        );
        history.Add(
            new FleetEvent(FleetEventKind.WaveOpened, DateTimeOffset.UnixEpoch, "hub", "abc")
            {
                Wave = 1,
                Devices = ["shop-1"],
            }
        );
        history.Add(
            new FleetEvent(FleetEventKind.DeviceChanged, DateTimeOffset.UnixEpoch, "shop-1", "abc")
            {
                Phase = RolloutPhase.Reverted,
                Why = "Worse: \"it\" agrees – badly",
            }
        );
    }

    private string File => folder[History.FileName];

    [Fact]
    public void It_comes_back_as_it_was()
    {
        var entries = History.Verify(folder.Path);
        using var again = Open();

        Assert.Equal([1, 2, 3], entries.Select(entry => entry.Number));
        Assert.Equal("Worse: \"it\" agrees – badly", entries[2].Event.Why);
        Assert.Equal(entries[2].Hash, again.Recent[^1].Hash);
        Assert.Equal(RolloutPhase.Reverted, again.Fleet.Rollout!.Steps["shop-1"].Phase);
        Assert.Equal(["shop-1"], again.Fleet.Rollout.Plan.Canaries);
    }

    [Fact]
    public void Whatever_byte_is_changed_is_noticed()
    {
        var bytes = System.IO.File.ReadAllBytes(File);
        for (var i = 0; i < bytes.Length; i += 7)
        {
            var changed = bytes.ToArray();
            changed[i] ^= 1;
            System.IO.File.WriteAllBytes(File, changed);

            Assert.Throws<BadInputException>(() => Verified());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_line_that_is_taken_out_is_noticed(int line)
    {
        var lines = System.IO.File.ReadAllLines(File).ToList();
        lines.RemoveAt(line);
        System.IO.File.WriteAllLines(File, lines);

        OneLine.Says(Assert.Throws<BadInputException>(() => Verified()).Message, $"line {line + 1}", "tampered");
    }

    [Fact]
    public void Two_lines_that_change_places_are_noticed()
    {
        var lines = System.IO.File.ReadAllLines(File);
        System.IO.File.WriteAllLines(File, [lines[1], lines[0], lines[2]]);

        Assert.Throws<BadInputException>(() => Verified());
        Assert.Throws<BadInputException>(() => Open());
    }

    [Fact]
    public void A_line_that_was_being_written_when_power_went_is_removed()
    {
        System.IO.File.AppendAllText(File, "{\"number\":4,\"ev");

        using (var again = Open())
        {
            again.Add(new FleetEvent(FleetEventKind.Aborted, DateTimeOffset.UnixEpoch, "anna", "abc"));
        }

        Assert.Equal(4, History.Verify(folder.Path).Length);
    }

    [Fact]
    public void A_history_that_is_not_there_is_said() =>
        OneLine.Says(Assert.Throws<BadInputException>(() => History.Verify(folder["no"])).Message, "history.jsonl");

    public void Dispose() => folder.Dispose();

    private History Open() => History.Open(folder.Path, TimeProvider.System);

    /// <summary>A change may also cut the last line off, which only its hash elsewhere tells.</summary>
    private ImmutableArray<HistoryEntry> Verified()
    {
        var entries = History.Verify(folder.Path);
        return entries.Length == 3 ? entries : throw new BadInputException("shorter than it was");
    }
}
