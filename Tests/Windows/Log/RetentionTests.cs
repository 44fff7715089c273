using Google.Protobuf.WellKnownTypes;
using Microsoft.Data.Sqlite;
using Vitrine.Windows.Log;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Windows.Log;

public sealed class RetentionTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly WindowLogOptions TwoHours = new(
        Length: TimeSpan.FromMinutes(1),
        Keep: TimeSpan.FromMinutes(120)
    );
    private readonly TemporaryFolder folder = new();
    private readonly SettableClock clock = new(Noon);

    [Fact]
    public void Windows_go_when_they_are_older_than_the_setting()
    {
        AggregateWindow[] oldest = [Ended(5, -180), Ended(6, -121), Ended(7, -120), Ended(8, -119)];

        Assert.Equal(6, Retention.Expired(oldest, 10, Noon, TwoHours));
        Assert.Equal(0, Retention.Expired(oldest[2..], 10, Noon, TwoHours));
        Assert.Equal(0, Retention.Expired([], 10, Noon, TwoHours));
    }

    [Fact]
    public void Windows_go_when_they_are_more_than_the_setting_has_room_for_whatever_the_clock_says() =>
        Assert.Equal(80, Retention.Expired([Ended(1, 60)], 200, Noon, TwoHours));

    [Fact]
    public async Task However_many_windows_are_written_the_file_does_not_grow()
    {
        await using var run = await LogRun.Start(folder.Path, clock, TwoHours);
        await run.Reach(200, TimeSpan.FromMinutes(1));
        var size = Pages();

        await run.Reach(600, TimeSpan.FromMinutes(1));

        Assert.InRange(Rows(), 2, 120 + Retention.Every + 5);
        // Three times as many were written. Where the disk is behind, a few more stand there at once.
        Assert.InRange(Pages(), 1, size * 2);
        var kept = await run.ReadAll();
        Assert.Equal(600, kept[^1].Sequence);
        Assert.Equal(Enumerable.Range(0, kept.Count).Select(i => kept[0].Sequence + i), kept.Select(w => w.Sequence));
    }

    [Fact]
    public async Task After_a_long_rest_the_former_windows_go_and_the_numbers_go_on()
    {
        await using (var before = await LogRun.Start(folder.Path, clock, TwoHours))
        {
            await before.Reach(30);
        }

        var former = Rows();
        clock.Pass(TimeSpan.FromDays(400));
        await using var run = await LogRun.Start(folder.Path, clock, TwoHours);
        await run.Reach(Retention.Every + 1);
        await Soon.True(() => Rows() < former);

        Assert.Equal(former + 1, (await run.ReadAll())[0].Sequence);
    }

    public void Dispose() => folder.Dispose();

    private static AggregateWindow Ended(long sequence, int minutes) =>
        new() { Sequence = sequence, End = Noon.AddMinutes(minutes).ToTimestamp() };

    private long Rows() => Ask("SELECT count(*) FROM journal");

    private long Pages() => Ask("PRAGMA page_count");

    private long Ask(string question)
    {
        using var connection = new SqliteConnection($"Data Source={folder["windows.db"]};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = question;
        return (long)command.ExecuteScalar()!;
    }
}
