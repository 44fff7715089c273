using Google.Protobuf;
using Microsoft.Data.Sqlite;
using Vitrine.Wire;

namespace Vitrine.Windows.Log;

/// <summary>
/// The SQLite file with the stored windows. Akka.Persistence.Sql writes its journal into it; this makes the table, so that a
/// database that cannot be opened is met here and not inside the plugin, and reads pages of windows back.
/// A window's number is its sequence number in the journal.
/// </summary>
/// <param name="file">The file.</param>
public sealed class WindowDatabase(string file)
{
    /// <summary>Under which the journal keeps the windows.</summary>
    public const string PersistenceId = "windows";

    // The database itself, and what SQLite keeps beside it.
    private static readonly string[] Parts = ["", "-wal", "-shm", "-journal"];

    // As Akka.Persistence.Sql would make it, less the indices that nobody asks and AUTOINCREMENT, which costs a page more a window:
    // the newest row always stays, so no number comes twice.
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS journal (
          ordering INTEGER NOT NULL PRIMARY KEY,
          created INTEGER NOT NULL,
          deleted BIT NOT NULL,
          persistence_id NVARCHAR(255) NOT NULL,
          sequence_number INTEGER NOT NULL,
          message VARBINARY NOT NULL,
          manifest NVARCHAR(500) NULL,
          identifier INTEGER NULL,
          tags NVARCHAR(100) NULL
        );
        CREATE UNIQUE INDEX IF NOT EXISTS journal_uq ON journal (persistence_id, sequence_number);
        """;

    // The journal itself keeps a row that is marked so, to know its highest number when all rows are deleted.
    private const string Tombstone = """
        INSERT INTO journal (created, deleted, persistence_id, sequence_number, message) VALUES (0, 1, $id, $newest, x'')
        """;

    private const string Newest = """
        SELECT
          ifnull((SELECT max(sequence_number) FROM journal WHERE persistence_id = $id), 0),
          ifnull((
            SELECT sequence_number FROM journal WHERE persistence_id = $id AND NOT deleted
            ORDER BY sequence_number DESC LIMIT 1), 0)
        """;

    private const string Page = """
        SELECT message FROM journal WHERE persistence_id = $id AND sequence_number > $after AND NOT deleted
        ORDER BY sequence_number LIMIT $most
        """;

    /// <summary>
    /// How to connect. Without a pool, so that no connection goes on writing into a file that was set aside or removed. Whoever
    /// finds the file locked waits five seconds, less than the ten after which the journal gives up.
    /// </summary>
    public string ConnectionString { get; } =
        new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Pooling = false,
            DefaultTimeout = 5,
        }.ToString();

    /// <summary>Opens the file, makes it and its table where they are missing, and raises the numbers where needed.</summary>
    /// <param name="newest">The newest number that anybody may have seen: the next window's is above it.</param>
    /// <param name="check">Whether to read all pages and look for damage.</param>
    /// <returns>The newest number, and that of the newest window that is there (0: none).</returns>
    /// <exception cref="SqliteException">It cannot be opened or written; see <see cref="IsDamage"/>.</exception>
    public (long Newest, long Last) Open(long newest, bool check)
    {
        KeepPrivate();
        using var connection = Connect();

        // With a write-ahead log, readers and the writer do not wait for each other, and SQLite's default of a full sync puts
        // every commit on the disk before it is reported: a power cut takes nothing that a subscriber has seen.
        // Small pages, in a new file, spare the card: each window writes several of them.
        Execute(connection, "PRAGMA page_size = 2048; PRAGMA journal_mode = WAL");
        if (check)
        {
            MustBeWhole(connection);
        }

        Execute(connection, Schema);
        var (highest, last) = Numbers(connection);
        if (highest < newest)
        {
            Execute(connection, Tombstone, ("$newest", newest));
        }

        return (Math.Max(highest, newest), last);
    }

    /// <summary>Reads windows with a number above <paramref name="after"/>, oldest first.</summary>
    /// <param name="after">A window's number; 0: from the first on.</param>
    /// <param name="most">Windows to read at the most.</param>
    /// <exception cref="SqliteException">The file cannot be read.</exception>
    public IReadOnlyList<AggregateWindow> Read(long after, int most)
    {
        using var connection = Connect();
        using var command = Command(connection, Page, ("$after", after), ("$most", most));
        using var rows = command.ExecuteReader();
        var page = new List<AggregateWindow>();
        while (rows.Read())
        {
            if (Parse((byte[])rows.GetValue(0)) is { } window)
            {
                page.Add(window);
            }
        }

        return page;
    }

    /// <summary>Renames the file, and what SQLite keeps beside it. Nothing is deleted.</summary>
    /// <returns>The new name.</returns>
    /// <exception cref="IOException">It cannot be renamed.</exception>
    public string SetAside(DateTimeOffset now)
    {
        var aside = $"{file}.corrupt-{now:yyyyMMdd'T'HHmmssfff'Z'}";
        foreach (var part in Parts.Where(part => File.Exists(file + part)))
        {
            File.Move(file + part, aside + part);
        }

        return aside;
    }

    /// <summary>Whether SQLite says that the file is damaged or no database at all.</summary>
    public static bool IsDamage(Exception cause) =>
        cause.GetBaseException()
            is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB };

    /// <summary>A window that the disk has garbled is left out: the gap in the numbers tells, and its readers go on.</summary>
    private static AggregateWindow? Parse(byte[] message)
    {
        try
        {
            return AggregateWindow.Parser.ParseFrom(message);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static void MustBeWhole(SqliteConnection connection)
    {
        using var command = Command(connection, "PRAGMA quick_check(1)");
        if (command.ExecuteScalar() is string found && !found.Equals("ok", StringComparison.Ordinal))
        {
            throw new SqliteException(found.ReplaceLineEndings(" "), SQLitePCL.raw.SQLITE_CORRUPT);
        }
    }

    private static (long Highest, long Last) Numbers(SqliteConnection connection)
    {
        using var command = Command(connection, Newest);
        using var rows = command.ExecuteReader();
        return rows.Read() ? (rows.GetInt64(0), rows.GetInt64(1)) : (0, 0);
    }

    private static void Execute(SqliteConnection connection, string sql, params (string Name, object Value)[] values)
    {
        using var command = Command(connection, sql, values);
        command.ExecuteNonQuery();
    }

    private static SqliteCommand Command(
        SqliteConnection connection,
        string sql,
        params (string Name, object Value)[] values
    )
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$id", PersistenceId);
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }

    /// <summary>What SQLite makes beside the file has the file's mode.</summary>
    private void KeepPrivate()
    {
        if (!Path.Exists(file))
        {
            using (PrivateFile.Open(file)) { }
        }

        foreach (var part in Parts.Where(part => File.Exists(file + part)))
        {
            PrivateFile.Tighten(file + part);
        }
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        return connection;
    }
}
