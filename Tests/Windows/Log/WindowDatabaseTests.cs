using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;
using Microsoft.Data.Sqlite;
using Vitrine.Windows.Log;
using Xunit;

namespace Vitrine.Tests.Windows.Log;

public sealed class WindowDatabaseTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void What_is_committed_is_on_the_disk_and_readers_do_not_wait()
    {
        var database = new WindowDatabase(folder["windows.db"]);
        database.Open(0, check: true);

        Assert.Equal("wal", Ask(database, "PRAGMA journal_mode").Single());
        // 2: FULL, which the journal's own connections have too, for they are opened in the same way.
        Assert.Equal("2", Ask(database, "PRAGMA synchronous").Single());
    }

    [Fact]
    public void What_an_earlier_version_let_others_read_becomes_its_owners_alone()
    {
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var database = new WindowDatabase(folder["windows.db"]);
        database.Open(0, check: false);
        using var reader = new SqliteConnection(database.ConnectionString);
        reader.Open();
        using var read = reader.CreateCommand();
        read.CommandText = "SELECT count(*) FROM journal";
        read.ExecuteScalar();
        string[] files = [.. Directory.GetFiles(folder.Path)];
        Assert.Equal(3, files.Length);
        foreach (var file in files)
        {
            File.SetUnixFileMode(file, owner | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }

        database.Open(0, check: false);

        Assert.All(files, file => Assert.Equal(owner, File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task The_table_is_the_one_that_the_journal_would_make()
    {
        var ours = new WindowDatabase(folder["ours.db"]);
        ours.Open(0, check: false);
        var theirs = new WindowDatabase(folder["theirs.db"]);
        using var system = ActorSystem.Create(
            "schema",
            ConfigurationFactory
                .ParseString(
                    "akka { stdout-loglevel = OFF, loglevel = OFF, persistence.journal.sql.auto-initialize = on }"
                )
                .WithFallback(JournalPlugin.Hocon(theirs))
        );
        _ = Persistence.Instance.Apply(system).JournalFor(null);
        await Soon.True(() => File.Exists(folder["theirs.db"]) && Columns(theirs).Length > 0);

        Assert.Equal(Columns(theirs).Order(), Columns(ours).Order());
        await system.Terminate();
    }

    [Fact]
    public void A_page_begins_after_the_number_asked_for()
    {
        var database = new WindowDatabase(folder["windows.db"]);

        Assert.Equal((0, 0), database.Open(0, check: true));
        Assert.Equal((7, 0), database.Open(7, check: true));
        Assert.Equal((7, 0), database.Open(3, check: true));
        Assert.Empty(database.Read(0, 10));
    }

    public void Dispose() => folder.Dispose();

    private static string[] Columns(WindowDatabase database) =>
        Ask(
            database,
            "SELECT lower(name || ' ' || type || ' ' || \"notnull\" || ' ' || pk) FROM pragma_table_info('journal')"
        );

    private static string[] Ask(WindowDatabase database, string question)
    {
        using var connection = new SqliteConnection(database.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = question;
        using var rows = command.ExecuteReader();
        List<string> answers = [];
        while (rows.Read())
        {
            answers.Add(rows.GetString(0));
        }

        return [.. answers];
    }
}
