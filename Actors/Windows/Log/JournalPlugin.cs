using Vitrine.Wire;

namespace Vitrine.Windows.Log;

/// <summary>Akka.Persistence.Sql's journal over a <see cref="WindowDatabase"/>.</summary>
public static class JournalPlugin
{
    /// <summary>The journal and no snapshots, to be added to the actor system's configuration.</summary>
    public static string Hocon(WindowDatabase database) =>
        $$"""
            akka.persistence {
              journal {
                plugin = "akka.persistence.journal.sql"
                sql {
                  class = "Akka.Persistence.Sql.Journal.SqlWriteJournal, Akka.Persistence.Sql"
                  connection-string = {{HoconText.Quote(database.ConnectionString)}}
                  provider-name = "SQLite.MS"
                  # The table is there before the journal is first asked.
                  auto-initialize = off
                  tag-write-mode = Csv
                  default.journal.use-writer-uuid-column = off
                  # Whoever asks waits between two attempts; the journal need not make him wait longer.
                  circuit-breaker.reset-timeout = 1s
                }
              }
              snapshot-store.plugin = "akka.persistence.no-snapshot-store"
            }
            """;
}
