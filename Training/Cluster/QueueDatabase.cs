using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster;

/// <summary>Where the queue is written: Akka.Persistence.Sql over SQLite or PostgreSQL.</summary>
/// <param name="Provider">Its name with linq2db.</param>
/// <param name="ConnectionString">How to connect.</param>
public sealed record QueueDatabase(string Provider, string ConnectionString)
{
    private const string Sqlite = "SQLite.MS";

    /// <summary>The database that a text names: a PostgreSQL connection string, or the path of a SQLite file.</summary>
    /// <param name="text">For example "Host=db;Database=vitrine;Username=vitrine;Password=…", or "queue.db".</param>
    /// <exception cref="BadInputException">It cannot be opened.</exception>
    public static QueueDatabase Open(string text)
    {
        try
        {
            return IsPostgres(text) ? OpenPostgres(text) : OpenSqlite(text);
        }
        catch (Exception wrong) when (wrong is SqliteException or NpgsqlException or ArgumentException or IOException)
        {
            throw new BadInputException($"--database cannot be opened: {SingleLine.Of(wrong.Message)}", wrong);
        }
    }

    /// <summary>Journal and snapshots of the actor system.</summary>
    public string Hocon =>
        $$"""
            akka.persistence {
              journal {
                plugin = "akka.persistence.journal.sql"
                sql {
                  class = "Akka.Persistence.Sql.Journal.SqlWriteJournal, Akka.Persistence.Sql"
                  connection-string = {{HoconText.Quote(ConnectionString)}}
                  provider-name = "{{Provider}}"
                  auto-initialize = on
                  tag-write-mode = Csv
                }
              }
              snapshot-store {
                plugin = "akka.persistence.snapshot-store.sql"
                sql {
                  class = "Akka.Persistence.Sql.Snapshot.SqlSnapshotStore, Akka.Persistence.Sql"
                  connection-string = {{HoconText.Quote(ConnectionString)}}
                  provider-name = "{{Provider}}"
                  auto-initialize = on
                }
              }
            }
            """;

    /// <summary>A connection of one's own, open.</summary>
    /// <exception cref="DbException">The database cannot be reached.</exception>
    internal DbConnection Connect()
    {
        DbConnection connection =
            Provider is Sqlite ? new SqliteConnection(ConnectionString) : new NpgsqlConnection(ConnectionString);
        connection.Open();
        return connection;
    }

    /// <summary>Whether a queue was ever kept there.</summary>
    internal bool HasTables(DbConnection connection, DbTransaction within)
    {
        using var command = connection.CreateCommand();
        command.Transaction = within;
        command.CommandText =
            Provider is Sqlite
                ? "SELECT count(*) FROM sqlite_master WHERE name IN ('journal', 'snapshot')"
                : "SELECT count(*) FROM information_schema.tables WHERE table_name IN ('journal', 'snapshot')";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture) >= 2;
    }

    private static bool IsPostgres(string text) =>
        text.Contains("Host=", StringComparison.OrdinalIgnoreCase)
        || text.Contains("Server=", StringComparison.OrdinalIgnoreCase);

    private static QueueDatabase OpenSqlite(string file)
    {
        var database = new QueueDatabase(
            Sqlite,
            new SqliteConnectionStringBuilder { DataSource = Path.GetFullPath(file), DefaultTimeout = 5 }.ToString()
        );
        using var connection = new SqliteConnection(database.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA quick_check(1)";
        if (command.ExecuteScalar() is string found && found is not "ok")
        {
            throw new SqliteException(
                $"'{file}' is damaged ({SingleLine.Of(found)}); copy it, then recover it (sqlite3 OLD .recover | sqlite3 NEW), or move it away to begin with an empty queue",
                SQLitePCL.raw.SQLITE_CORRUPT
            );
        }

        // With a write-ahead log a commit is one write to the disk, and readers wait for nobody.
        command.CommandText = "PRAGMA journal_mode = WAL";
        command.ExecuteNonQuery();
        return database;
    }

    private static QueueDatabase OpenPostgres(string text)
    {
        var database = new QueueDatabase("PostgreSQL", new NpgsqlConnectionStringBuilder(text).ToString());
        using var connection = new NpgsqlConnection(database.ConnectionString);
        connection.Open();
        return database;
    }
}
