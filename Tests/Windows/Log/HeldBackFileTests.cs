using System.Collections.Immutable;
using System.Text;
using Vitrine.Tests.Device;
using Vitrine.Windows.Held;
using Vitrine.Windows.Log;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Windows.Log;

public sealed class HeldBackFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void What_is_held_after_a_window_is_found_by_its_number()
    {
        var file = new HeldBackFile(new SimulatedDisk());
        Assert.Equal(HeldBack.None.ToJson(), file.Read(0).ToJson());

        file.Write(7, Held(1), Held(2));

        Assert.Equal(Held(1).ToJson(), file.Read(6).ToJson());
        Assert.Equal(Held(2).ToJson(), file.Read(7).ToJson());
        Assert.Equal(Held(2).ToJson(), file.Read(9).ToJson());
        Assert.Equal(Held(1).ToJson(), file.Read(2).ToJson());
    }

    [Fact]
    public void Nobody_but_its_owner_may_read_it()
    {
        var file = new HeldBackFile(new FolderDisk(folder.Path));

        file.Write(1, Held(0), Held(2));
        file.Write(2, Held(2), Held(1));

        var path = folder[HeldBackFile.Name];
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("1 {")]
    [InlineData("1 null")]
    [InlineData("1 {\"gender x age\":null}")]
    [InlineData("1 {\"gender x age\":{\"visitors\":1}}")]
    [InlineData("1 {\"gender x age\":{\"visitors\":1,\"held\":[-1],\"spare\":[]}}")]
    [InlineData("99999999999999999999 {}")]
    public void What_is_damaged_is_said_to_be(string text)
    {
        var disk = new SimulatedDisk();
        disk.Write(HeldBackFile.Name, 0, Encoding.UTF8.GetBytes(text));

        Assert.Throws<InvalidDataException>(() => new HeldBackFile(disk).Read(1));
    }

    /// <summary>
    /// A device's windows, its power lost before every single operation on its disk, and in every way: whatever windows it has
    /// stored, all who are in them were told or are held back, and nobody is twice.
    /// </summary>
    [Theory]
    [InlineData(PowerLoss.NothingLost, 1)]
    [InlineData(PowerLoss.AllUnflushedLost, 1)]
    [InlineData(PowerLoss.BytesLost, 1)]
    [InlineData(PowerLoss.Mixed, 20)]
    public void Whenever_power_goes_no_count_is_lost_and_none_is_doubled(PowerLoss loss, int seeds)
    {
        var undisturbed = new SimulatedDisk();
        new Life(undisturbed).Live(windows: 12);
        for (var change = 0; change < undisturbed.Changes; change++)
        {
            for (var seed = 0; seed < seeds; seed++)
            {
                var disk = new SimulatedDisk { PowerGoesAfter = change };
                var life = new Life(disk);
                Assert.Throws<PowerLostException>(() => life.Live(windows: 12));

                var next = life.After(disk.AfterPowerLoss(loss, seed));
                next.AddsUp();
                next.Live(windows: 3);
                next.AddsUp();
            }
        }

        Assert.True(undisturbed.Changes > 60);
    }

    public void Dispose() => folder.Dispose();

    private static HeldBack Held(int people) =>
        HeldBack.None.With("gender x age", new HeldTable(people, [people, 0], [0, 0]));

    /// <summary>Windows are stored as a database stores them: whole or not at all, and those that were stay.</summary>
    private sealed class Life(SimulatedDisk disk)
    {
        private static readonly ImmutableArray<int>[] Came =
        [
            [3, 1, 2, 1],
            [1, 1, 0, 2],
            [0, 2, 4, 0],
            [0, 0, 0, 0],
        ];
        private readonly HeldBackFile file = new(disk);
        private List<(ImmutableArray<int> Came, ImmutableArray<int> Told)> stored = [];

        public void Live(int windows)
        {
            var held = file.Read(stored.Count);
            for (var window = 0; window < windows; window++)
            {
                var came = Came[stored.Count % Came.Length];
                var (told, next) = held.Of("t").Tell(came, came.Sum(), 3);
                var after = held.With("t", next);
                file.Write(stored.Count + 1, held, after);
                // The database's own commit may fail as well.
                disk.Write("windows.db", 0, [1]);
                stored.Add((came, told));
                held = after;
            }
        }

        public Life After(SimulatedDisk left) => new(left) { stored = stored };

        public void AddsUp()
        {
            var held = file.Read(stored.Count).Of("t").Held;
            for (var cell = 0; cell < 4; cell++)
            {
                Assert.Equal(
                    stored.Sum(window => window.Came[cell]),
                    stored.Sum(window => window.Told[cell]) + held.ElementAtOrDefault(cell)
                );
            }
        }
    }
}
