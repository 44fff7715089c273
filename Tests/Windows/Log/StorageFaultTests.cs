using Google.Protobuf;
using Microsoft.Data.Sqlite;
using Vitrine.Windows.Log;
using Xunit;

namespace Vitrine.Tests.Windows.Log;

public sealed class StorageFaultTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SettableClock clock = new(new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero));

    private string Database => folder["windows.db"];

    [Fact]
    public async Task Locked_by_another_program_it_says_so_once_counts_on_and_stores_all_later()
    {
        await using var run = await New();
        run.Count(1);
        await run.Reach(1);

        await using (var other = await Locked())
        {
            run.Count(2);
            var said = await run.Hear<StorageFailed>();
            Assert.Contains("locked", said.Cause.Message, StringComparison.Ordinal);
            run.Count(4);
        }

        await run.Hear<StorageRecovered>();
        run.Count(8);
        await run.Reach(run.Feed.Last + 2);
        await MustBeWhole(run, visitors: 15);
        Assert.Equal([typeof(StorageFailed), typeof(StorageRecovered)], run.Events.Select(e => e.GetType()));
    }

    [Fact]
    public async Task Locked_at_the_start_it_counts_and_stores_all_later()
    {
        await using (var before = await New())
        {
            before.Count(1);
            await before.Reach(2);
        }

        var other = await Locked();
        await using var run = await New();
        run.Count(2);
        await run.Hear<StorageFailed>();
        run.Count(4);
        await other.DisposeAsync();

        await run.Hear<StorageRecovered>();
        await MustBeWhole(run, visitors: 7);
    }

    [Fact]
    public async Task A_path_that_cannot_be_opened_is_tried_again_until_it_can()
    {
        Directory.CreateDirectory(Database);
        await using var run = await New();
        run.Count(2);
        await run.Hear<StorageFailed>();
        run.Count(4);

        Directory.Delete(Database);

        await run.Hear<StorageRecovered>();
        await MustBeWhole(run, visitors: 6);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_tried_again_until_it_can()
    {
        folder.Write("data", "a file where a folder should be");
        await using var run = await New(folder["data"]);
        run.Count(2);
        await run.Hear<StorageFailed>();
        run.Count(4);

        File.Delete(folder["data"]);

        await run.Hear<StorageRecovered>();
        await MustBeWhole(run, visitors: 6);
    }

    [Fact]
    public async Task A_window_whose_number_cannot_be_remembered_is_told_once_it_can()
    {
        await using var run = await New();
        run.Count(1);
        await run.Reach(1);
        Directory.CreateDirectory(folder["newest-window.part"]);

        run.Count(2);
        var said = await run.Hear<StorageFailed>();
        Assert.Contains("denied", said.Cause.Message, StringComparison.Ordinal);
        Assert.Equal(1, run.Feed.Last);
        Directory.Delete(folder["newest-window.part"]);

        await run.Hear<StorageRecovered>();
        run.Count(4);
        await run.Reach(run.Feed.Last + 1);
        await MustBeWhole(run, visitors: 7);
    }

    [Fact]
    public async Task On_a_full_disk_it_counts_on_and_stores_all_once_there_is_room()
    {
        using var disk = SmallDisk.Mount(folder.Path, "disk");
        await using var run = await New(disk.Path);
        run.Count(1);
        await run.Reach(3);
        disk.Fill();

        run.Count(2);
        var said = await run.Hear<StorageFailed>();
        Assert.Equal((disk.Path, 0), (said.Folder, said.FreeBytes));
        run.Count(4);
        disk.Empty();

        await run.Hear<StorageRecovered>();
        await run.Reach(run.Feed.Last + 2);
        await MustBeWhole(run, visitors: 7);
    }

    [Fact]
    public async Task On_a_disk_that_turns_read_only_it_counts_on_and_stores_all_once_it_can_write()
    {
        using var disk = SmallDisk.Mount(folder.Path, "disk");
        await using var run = await New(disk.Path);
        run.Count(1);
        await run.Reach(3);
        disk.Remount("ro");

        run.Count(2);
        await run.Hear<StorageFailed>();
        run.Count(4);
        disk.Remount("rw");

        await run.Hear<StorageRecovered>();
        await run.Reach(run.Feed.Last + 2);
        await MustBeWhole(run, visitors: 7);
    }

    [Fact]
    public async Task A_run_that_ends_while_nothing_can_be_stored_says_so_and_does_not_wait()
    {
        Directory.CreateDirectory(Database);
        await using var run = await New();
        await run.Hear<StorageFailed>();

        var end = await run.End();

        Assert.NotNull(end.Failure);
    }

    [Fact]
    public async Task A_run_that_ends_right_after_a_fault_has_passed_stores_everything()
    {
        Directory.CreateDirectory(Database);
        await using (var run = await New())
        {
            run.Count(2);
            await run.Hear<StorageFailed>();
            Directory.Delete(Database);

            Assert.Null((await run.End()).Failure);
            await MustBeWhole(run, visitors: 2);
        }
    }

    public void Dispose() => folder.Dispose();

    private static async Task MustBeWhole(LogRun run, int visitors)
    {
        var windows = await run.ReadAll();
        Assert.Equal(Enumerable.Range(1, windows.Count), windows.Select(w => (int)w.Sequence));
        Assert.Equal(visitors, windows.Sum(w => w.Visitors));
        Assert.All(windows.Zip(windows.Skip(1)), pair => Assert.True(pair.First.End <= pair.Second.Start));
        Assert.Equal(
            windows.Select(w => w.ToByteString()),
            run.Store.Database.Read(0, int.MaxValue).Select(w => w.ToByteString())
        );
    }

    private async Task<SqliteConnection> Locked()
    {
        var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    private Task<LogRun> New(string? path = null) => LogRun.Start(path ?? folder.Path, clock);
}
