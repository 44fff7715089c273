using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Data.Sqlite;
using Vitrine.Models;
using Vitrine.Vision.Counting;
using Vitrine.Windows.Held;
using Vitrine.Windows.Log;
using Vitrine.Wire;

namespace Vitrine.Bench.Durability;

/// <summary>A week of windows of a minute each, written as the journal writes them, but all at once.</summary>
internal static class WeekOfWindows
{
    /// <summary>How many they are.</summary>
    public const int Windows = 7 * 24 * 60;

    private const string Insert = """
        INSERT INTO journal (created, deleted, persistence_id, sequence_number, message)
        VALUES (0, 0, $id, $sequence, $message)
        """;

    /// <summary>Writes them into a new database.</summary>
    /// <returns>How many they are.</returns>
    public static int Write(DataFolder folder, WindowStore store)
    {
        folder.Take();
        store.Database.Open(newest: 0, check: false);
        using var crowd = new ShopCrowd(seed: 1);
        using var connection = new SqliteConnection(store.Database.ConnectionString);
        connection.Open();
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.CommandText = Insert;
        command.Parameters.AddWithValue("$id", WindowDatabase.PersistenceId);
        var sequence = command.Parameters.Add("$sequence", SqliteType.Integer);
        var message = command.Parameters.Add("$message", SqliteType.Blob);
        for (var number = 1; number <= Windows; number++)
        {
            (sequence.Value, message.Value) = (number, Close(crowd, number).ToByteArray());
            command.ExecuteNonQuery();
        }

        transaction.Commit();
        return Windows;
    }

    private static AggregateWindow Close(ShopCrowd crowd, int number)
    {
        for (var frame = 0; frame < 15; frame++)
        {
            crowd.Count();
        }

        var end = DateTimeOffset.UnixEpoch.AddMinutes(number);
        ModelVersion[] models =
        [
            new()
            {
                Task = "age",
                Version = 1,
                Sha256 = new string('a', 64),
            },
            new()
            {
                Task = "gender",
                Version = 1,
                Sha256 = new string('b', 64),
            },
        ];
        var tally = crowd.Cut();
        var closed = WindowClose.Close(tally, new WindowOptions { Device = "week" });
        var (window, _) = CountedWindow
            .Of(closed, FaceAttribute.Known, WindowClose.Table(tally), _ => [])
            .Tell(HeldBack.None);
        window.Sequence = number;
        window.Start = end.AddMinutes(-1).ToTimestamp();
        window.End = end.ToTimestamp();
        window.Frames = new FrameCount { Captured = 900, Processed = 900 };
        window.Models.AddRange(models);
        window.Health = new Health { State = "ok" };
        return window;
    }
}
