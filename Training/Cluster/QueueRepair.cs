using System.Data.Common;
using Google.Protobuf;
using Vitrine.Training.Cluster.Queue;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster;

/// <summary>
/// Puts aside what the queue's database holds and no coordinator wrote, before one reads it: a single row that the disk has
/// garbled would stop it at every start. Nothing is lost: the rows are kept in tables beside their own, and the jobs that can
/// be read go on.
/// </summary>
internal static class QueueRepair
{
    /// <summary>Under which the queue is kept.</summary>
    public const string PersistenceId = "jobs";

    private const int Serializer = 7701;
    private const int MostLines = 20;

    private const string Newest = """
        SELECT sequence_number, snapshot, manifest, serializer_id FROM snapshot WHERE persistence_id = @id
        ORDER BY sequence_number DESC LIMIT 1
        """;

    private const string Events = """
        SELECT ordering, sequence_number, message, manifest, identifier FROM journal
        WHERE persistence_id = @id AND sequence_number > @after AND NOT deleted ORDER BY sequence_number
        """;

    // The same, as its table has it.
    private const string KeepSnapshot = """
        CREATE TABLE IF NOT EXISTS damaged_snapshot AS SELECT * FROM snapshot WHERE 1 = 0;
        INSERT INTO damaged_snapshot SELECT * FROM snapshot WHERE persistence_id = @id AND sequence_number = @number;
        UPDATE snapshot SET snapshot = @readable, manifest = @manifest, serializer_id = @serializer
        WHERE persistence_id = @id AND sequence_number = @number;
        """;

    private const string MoveEvent = """
        CREATE TABLE IF NOT EXISTS damaged_journal AS SELECT * FROM journal WHERE 1 = 0;
        INSERT INTO damaged_journal SELECT * FROM journal WHERE ordering = @ordering;
        DELETE FROM journal WHERE ordering = @ordering;
        """;

    /// <summary>Does so, and tells of it; the caller is the only one that writes to the queue.</summary>
    /// <returns>One line for each thing that was put aside; none: the database is as it should be.</returns>
    public static IReadOnlyList<string> Run(QueueDatabase database)
    {
        List<string> lines;
        try
        {
            using var connection = database.Connect();
            using var changes = connection.BeginTransaction();
            lines = database.HasTables(connection, changes) ? Repair(new Statements(connection, changes)) : [];
            changes.Commit();
        }
        catch (DbException unreadable)
        {
            return [$"the queue's database cannot be searched for damage: {SingleLine.Of(unreadable)}"];
        }

        return lines.Count <= MostLines
            ? lines
            : [.. lines.Take(MostLines), $"and {lines.Count - MostLines} more like these"];
    }

    private static List<string> Repair(Statements database)
    {
        var lines = new List<string>();
        var (after, queue) = Snapshot(database, lines);
        var damaged = new List<long>();
        var events = database.Rows(
            Events,
            row => (row.GetInt64(0), row.GetInt64(1), Bytes(row, 2), Text(row, 3), Number(row, 4)),
            ("@after", after)
        );
        foreach (var (ordering, number, bytes, manifest, serializer) in events)
        {
            try
            {
                var happened = StoredQueue.Event(serializer == Serializer ? manifest : string.Empty, bytes);
                queue = StoredQueue.After(queue, happened);
            }
            catch (InvalidDataException bad)
            {
                damaged.Add(ordering);
                lines.Add(
                    $"event {number} of the queue ({SingleLine.Of(manifest, SingleLine.OfPeer)}) is damaged: {bad.Message}; it was moved to the database's table damaged_journal, and the queue goes on without it"
                );
            }
        }

        damaged.ForEach(ordering => database.Do(MoveEvent, ("@ordering", ordering)));
        return lines;
    }

    private static (long Number, QueueState Queue) Snapshot(Statements database, List<string> lines)
    {
        var found = database.Rows(Newest, row => (row.GetInt64(0), Bytes(row, 1), Text(row, 2), Number(row, 3)));
        if (found is not [var (number, bytes, manifest, serializer)])
        {
            return (0, new QueueState());
        }

        var name = QueueSnapshot.Descriptor.FullName;
        var (readable, faults) = StoredQueue.Snapshot(bytes);
        if (serializer != Serializer || !manifest.Equals(name, StringComparison.Ordinal))
        {
            faults = [.. faults, "what it says of its own type"];
        }

        lines.AddRange(
            faults.Select(fault =>
                $"the queue's snapshot {number} is damaged, {fault}; it is kept in the database's table damaged_snapshot, and the queue goes on without this"
            )
        );
        if (faults.Count > 0)
        {
            database.Do(
                KeepSnapshot,
                ("@number", number),
                ("@readable", readable.ToByteArray()),
                ("@manifest", name),
                ("@serializer", Serializer)
            );
        }

        return (number, QueueSnapshots.Queue(readable));
    }

    private static byte[] Bytes(DbDataReader row, int column) => row.GetValue(column) as byte[] ?? [];

    private static string Text(DbDataReader row, int column) => row.GetValue(column) as string ?? string.Empty;

    private static long Number(DbDataReader row, int column) => row.IsDBNull(column) ? 0 : row.GetInt64(column);

    private sealed record Statements(DbConnection Connection, DbTransaction Changes)
    {
        public void Do(string sql, params ReadOnlySpan<(string Name, object Value)> values)
        {
            using var command = Command(sql, values);
            command.ExecuteNonQuery();
        }

        public List<T> Rows<T>(
            string sql,
            Func<DbDataReader, T> read,
            params ReadOnlySpan<(string Name, object Value)> values
        )
        {
            using var command = Command(sql, values);
            using var rows = command.ExecuteReader();
            var all = new List<T>();
            while (rows.Read())
            {
                all.Add(read(rows));
            }

            return all;
        }

        private DbCommand Command(string sql, ReadOnlySpan<(string Name, object Value)> values)
        {
            var command = Connection.CreateCommand();
            (command.CommandText, command.Transaction) = (sql, Changes);
            foreach (var (name, value) in (ReadOnlySpan<(string, object)>)[("@id", PersistenceId), .. values])
            {
                // A statement may name less than it is given.
                if (sql.Contains(name, StringComparison.Ordinal))
                {
                    var parameter = command.CreateParameter();
                    (parameter.ParameterName, parameter.Value) = (name, value);
                    command.Parameters.Add(parameter);
                }
            }

            return command;
        }
    }
}
