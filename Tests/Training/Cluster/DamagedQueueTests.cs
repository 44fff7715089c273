using Google.Protobuf;
using Microsoft.Data.Sqlite;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Cluster;

/// <summary>A coordinator whose database holds rows that a disk has garbled.</summary>
public sealed class DamagedQueueTests : IAsyncDisposable
{
    private readonly SmallCluster cluster = new();

    [Fact]
    public async Task The_jobs_that_can_be_read_go_on_and_the_rows_of_the_others_are_kept()
    {
        await cluster.Submit("first");
        var second = await cluster.Submit("second");
        await cluster.Ask<JobSummary>(new CancelJob { Id = "1" });
        Do("UPDATE journal SET message = x'0a' WHERE sequence_number = 1");

        cluster.KillCoordinator();

        var jobs = await cluster.Ask<JobList>(new ListJobs());
        Assert.Equal(second, Assert.Single(jobs.Jobs).Id);
        Assert.Equal(2L, Do("SELECT count(*) FROM damaged_journal"));
        Assert.Contains(cluster.Log, line => line.Contains("event 1 of the queue", StringComparison.Ordinal));
        Assert.All(cluster.Log, line => OneLine.Says(line, "moved to the database's table damaged_journal"));
        Assert.StartsWith("3-", await cluster.Submit("third"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_damaged_snapshot_the_jobs_that_can_be_read_go_on()
    {
        var snapshot = new QueueSnapshot { Jobs = { new JobRecord { State = JobState.Done } }, Newest = 7 };
        await cluster.Submit("first");
        Do(
            "INSERT INTO snapshot VALUES ('jobs', 1, 0, @bytes, 'vitrine.jobs.v1.QueueSnapshot', 7701)",
            snapshot.ToByteArray()
        );

        cluster.KillCoordinator();

        Assert.StartsWith("8-", await cluster.Submit("second"), StringComparison.Ordinal);
        Assert.Equal(1L, Do("SELECT count(*) FROM damaged_snapshot"));
        OneLine.Says(Assert.Single(cluster.Log), "snapshot 1 is damaged", "it lacks queued");

        cluster.KillCoordinator();

        Assert.Equal(1, (await cluster.Ask<JobList>(new ListJobs())).Total);
        Assert.Single(cluster.Log);
    }

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    private object? Do(string sql, byte[]? bytes = null)
    {
        using var connection = new SqliteConnection($"Data Source={cluster.Store.Database}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("@bytes", bytes ?? []);
        return command.ExecuteScalar();
    }
}
