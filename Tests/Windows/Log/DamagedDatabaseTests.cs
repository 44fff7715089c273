using Microsoft.Data.Sqlite;
using Vitrine.Windows.Log;
using Xunit;

namespace Vitrine.Tests.Windows.Log;

public sealed class DamagedDatabaseTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SettableClock clock = new(new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero));

    private string Database => folder["windows.db"];

    [Theory]
    [InlineData(0)]
    [InlineData(4096)]
    public async Task Found_at_the_start_it_is_set_aside_as_it_is_and_numbers_go_on(int at)
    {
        await Store(windows: 20);
        Damage(at);
        var damaged = await File.ReadAllBytesAsync(Database, TestContext.Current.CancellationToken);

        await using var run = await New();
        run.Count(3);
        await run.Reach(22);

        var aside = Assert.Single(run.Events.OfType<DatabaseSetAside>());
        Assert.Equal(20, aside.Newest);
        Assert.Matches(@"windows\.db\.corrupt-\d{8}T\d{9}Z$", aside.File);
        Assert.Equal(damaged, await File.ReadAllBytesAsync(aside.File, TestContext.Current.CancellationToken));
        var windows = await run.ReadAll();
        Assert.Equal([21, 22], windows.Select(w => w.Sequence));
        Assert.Equal(3, windows.Sum(w => w.Visitors));
    }

    [Fact]
    public async Task Found_while_counting_it_is_set_aside_and_no_count_is_lost()
    {
        await using var run = await New();
        await run.Reach(20);
        Damage(0);

        run.Count(3);
        await run.Hear<DatabaseSetAside>();
        await run.Hear<StorageRecovered>();
        run.Count(4);
        await run.Reach(23);

        // The windows before are still in memory for whoever had not read them.
        var windows = await run.ReadAll();
        Assert.Equal(Enumerable.Range(1, 23), windows.Select(w => (int)w.Sequence));
        Assert.Equal(7, windows.Sum(w => w.Visitors));
    }

    [Fact]
    public async Task Found_by_a_reader_it_is_set_aside_too()
    {
        await Store(windows: 20);
        await using var run = await New();
        await run.Reach(21);
        Damage(0);

        await Assert.ThrowsAsync<IOException>(() => run.ReadAll());

        await run.Hear<DatabaseSetAside>();
    }

    [Theory]
    [InlineData("")]
    [InlineData("1x")]
    public async Task When_the_remembered_number_is_damaged_too_numbers_begin_far_above(string garbled)
    {
        await Store(windows: 3);
        Damage(0);
        folder.Write("newest-window", garbled);

        await using var run = await New();
        await run.Hear<DatabaseSetAside>();
        await run.Reach(4);

        var first = (await run.ReadAll())[0].Sequence;
        Assert.True(first > 1_000_000_000);
        await run.DisposeAsync();
        await using var next = await New();
        await next.Reach(first + 5);
        var all = await next.ReadAll();
        Assert.Equal(first + all.Count - 1, all[^1].Sequence);
    }

    [Fact]
    public async Task A_database_that_was_removed_or_put_back_does_not_take_the_numbers_with_it()
    {
        await Store(windows: 3);
        File.Copy(Database, folder["backup"]);
        await Store(windows: 6);
        File.Copy(folder["backup"], Database, overwrite: true);

        await using (var back = await New())
        {
            await back.Reach(8);
            Assert.Equal([1, 2, 3, 7, 8], (await back.ReadAll()).Select(w => w.Sequence));
        }

        File.Delete(Database);
        await using var run = await New();
        await run.Reach(9);
        Assert.Equal([9], (await run.ReadAll()).Select(w => w.Sequence));
    }

    [Fact]
    public async Task A_window_that_the_disk_garbled_is_left_out_and_the_others_are_read()
    {
        await Store(windows: 3);
        Garble(window: 2);

        await using var run = await New();
        await run.Reach(4);

        Assert.Equal([1, 3, 4], (await run.ReadAll()).Select(w => w.Sequence));
    }

    public void Dispose() => folder.Dispose();

    private async Task Store(int windows)
    {
        await using var run = await New();
        await run.Reach(windows);
    }

    private void Garble(int window)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"UPDATE journal SET message = x'ffffff' WHERE sequence_number = {window}";
        command.ExecuteNonQuery();
    }

    private void Damage(int at)
    {
        using var file = new FileStream(Database, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.Position = at;
        file.Write(Enumerable.Repeat((byte)0xA5, 200).ToArray());
    }

    private Task<LogRun> New() => LogRun.Start(folder.Path, clock);
}
