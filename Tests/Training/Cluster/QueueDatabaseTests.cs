using Microsoft.Data.Sqlite;
using Vitrine.Training.Cluster;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Cluster;

public sealed class QueueDatabaseTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_file_is_SQLites_whatever_its_name()
    {
        var database = QueueDatabase.Open(folder["a=\"b\".db"]);

        Assert.Equal("SQLite.MS", database.Provider);
        Assert.Equal(
            database.ConnectionString,
            Akka.Configuration.ConfigurationFactory.ParseString(database.Hocon)
                .GetString("akka.persistence.journal.sql.connection-string")
        );
    }

    [Fact]
    public void One_that_cannot_be_opened_is_one_line()
    {
        OneLine.Says(Refused(folder.Write("rubbish.db", new string('x', 5000))), "--database", "not a database");
        OneLine.Says(Refused(folder["no/such/folder.db"]), "--database", "unable to open");
        OneLine.Says(Refused("Host=127.0.0.1;Port=1;Username=nobody"), "--database", "127.0.0.1:1");
    }

    [Fact]
    public void A_file_that_is_damaged_is_one_line_that_says_what_to_do()
    {
        var database = QueueDatabase.Open(folder["queue.db"]);
        using (var connection = new SqliteConnection(database.ConnectionString + ";Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText =
                "CREATE TABLE t (x); INSERT INTO t VALUES (zeroblob(100000)); PRAGMA wal_checkpoint(TRUNCATE)";
            command.ExecuteNonQuery();
        }

        SqliteConnection.ClearAllPools();
        using (var file = File.OpenWrite(folder["queue.db"]))
        {
            file.Seek(8192, SeekOrigin.Begin);
            file.Write(Enumerable.Repeat((byte)0xA5, 20_000).ToArray());
        }

        OneLine.Says(Refused(folder["queue.db"]), "--database", folder["queue.db"], "damaged", "move it away");
    }

    public void Dispose() => folder.Dispose();

    private static string Refused(string text) =>
        Assert.Throws<BadInputException>(() => QueueDatabase.Open(text)).Message;
}
