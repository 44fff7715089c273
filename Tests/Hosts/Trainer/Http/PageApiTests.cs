using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Vitrine.Tests.Hosts.Web;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Trainer.Http;

/// <summary>What the page reads, as JSON.</summary>
public sealed class PageApiTests
{
    [Fact]
    public async Task The_board_tells_of_nodes_of_jobs_in_every_state_and_of_sweeps()
    {
        await using var page = await ServedPage.Start();
        using var work = page.AddWorker(holdAfter: 2);
        var failed = await page.Job("a", JobState.Failed, job => job.LearningRate = 1);
        var running = await page.Job("b", JobState.Training, sweep: "rates");
        var waiting = await page.Job("c", JobState.Queued, sweep: "rates");
        await page.Cluster.Until(running, job => job.Summary.EpochsDone == 2);

        var told = await page.GetJson("api/board");
        var board = told["board"]!;

        string IdOf(string kind) => (string)board[kind]![0]!["id"]!;
        Assert.Equal((failed, running, waiting), (IdOf("ended"), IdOf("running"), IdOf("waiting")));
        Assert.Contains(ToldWork.Breaks, (string)board["ended"]![0]!["cause"]!, StringComparison.Ordinal);
        Assert.Equal(30, (double)board["running"]![0]!["secondsLeft"]!);
        Assert.Equal(
            ("rates", 2, 0),
            (
                (string)board["sweeps"]![0]!["name"]!,
                (int)board["sweeps"]![0]!["jobs"]!,
                (int)board["sweeps"]![0]!["ended"]!
            )
        );
        int Total(string kind) => (int)board[$"total{kind}"]!;
        Assert.Equal(
            (1, 1, 0, 1, 0),
            (Total("Running"), Total("Waiting"), Total("Done"), Total("Failed"), Total("Cancelled"))
        );
        var nodes = (await page.GetJson("api/nodes"))["nodes"]!;
        Assert.Equal(told["nodes"]!.ToJsonString(), nodes.ToJsonString());
        Assert.Equal("one:4053", (string)nodes[0]!["address"]!);
        Assert.Empty(nodes[0]!["workers"]!.AsArray());
        Assert.Equal(running, (string)nodes[1]!["workers"]![0]!["job"]!);
    }

    [Fact]
    public async Task A_job_has_its_settings_its_events_from_any_number_on_and_its_files()
    {
        await using var page = await ServedPage.Start();
        using var work = page.AddWorker();
        var id = await page.Job("a", JobState.Done, job => job.Dropout = 0.25);

        var job = await page.GetJson($"api/jobs/{id}");
        var events = (await page.GetJson($"api/jobs/{id}/events"))["events"]!.AsArray();
        var rest = (await page.GetJson($"api/jobs/{id}/events?after={events.Count - 1}"))["events"]!.AsArray();

        Assert.Equal(("JOB_STATE_DONE", 0.25), ((string)job["summary"]!["state"]!, (double)job["job"]!["dropout"]!));
        Assert.Equal(Enumerable.Range(1, events.Count), events.Select(NumberOf));
        Assert.Equal("JOB_STATE_QUEUED", (string)events[0]!["state"]!["to"]!);
        Assert.Equal(
            [1, 2, 3],
            events.Where(one => one!["epoch"] is not null).Select(one => (int)one!["epoch"]!["epoch"]!)
        );
        Assert.Equal("JOB_STATE_DONE", (string)Assert.Single(rest)!["state"]!["to"]!);
        Assert.Equal($"{events.Count}", (string)job["lastEvent"]!);
        Assert.Equal(
            ProtocolJson.Of(await page.Cluster.Ask<JobEvents>(new ReadEvents { Id = id })),
            await page.GetText($"api/jobs/{id}/events")
        );
    }

    [Fact]
    public async Task A_file_comes_whole_whatever_its_length_and_a_picture_that_may_show_people_never()
    {
        await using var page = await ServedPage.Start();
        using var work = page.AddWorker();
        var id = await page.Job("a", JobState.Done);
        var files = (await page.GetJson($"api/jobs/{id}"))["artefacts"]!.AsArray();

        foreach (var file in files)
        {
            using var response = await page.Get($"api/jobs/{id}/artefacts/{file!["name"]}");
            var content = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            Assert.Equal((string)file["sha256"]!, Convert.ToHexStringLower(SHA256.HashData(content)));
            Assert.Equal(TypeOf((string)file["name"]!), response.Content.Headers.ContentType!.ToString());
        }

        Assert.Contains(files, file => long.Parse((string)file!["bytes"]!, CultureInfo.InvariantCulture) > 48 * 1024);
        Assert.DoesNotContain("contact", files.ToJsonString(), StringComparison.Ordinal);
        foreach (var name in new[] { "contact-sheet.png", "queue.db", "..%2F..%2Fqueue.db", "" })
        {
            using var none = await page.Get($"api/jobs/{id}/artefacts/{name}");
            await Problem.Says(none, HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task A_file_that_is_damaged_is_told_so_and_not_sent()
    {
        await using var page = await ServedPage.Start();
        using var work = page.AddWorker();
        var id = await page.Job("a", JobState.Done);
        var hash = (string)(await page.GetJson($"api/jobs/{id}"))["artefacts"]![0]!["sha256"]!;
        await File.AppendAllTextAsync(
            page.Cluster.Store.Artefacts.Find(hash),
            "x",
            TestContext.Current.CancellationToken
        );

        using var response = await page.Get($"api/jobs/{id}/artefacts/curves.png");

        await Problem.Says(response, HttpStatusCode.ServiceUnavailable, "damaged");
    }

    [Fact]
    public async Task Jobs_come_page_by_page_and_by_state()
    {
        await using var page = await ServedPage.Start();
        for (var number = 0; number < 5; number++)
        {
            await page.Cluster.Submit($"{number}");
        }

        var second = await page.GetJson("api/jobs?page=1&size=2&state=queued");

        Assert.Equal((2, 5), (second["jobs"]!.AsArray().Count, (int)second["total"]!));
        Assert.StartsWith("3-", (string)second["jobs"]![0]!["id"]!, StringComparison.Ordinal);
        Assert.Empty((await page.GetJson("api/jobs?state=done"))["jobs"]!.AsArray());
    }

    [Fact]
    public async Task A_sweep_is_ranked_with_what_each_job_was_set_to()
    {
        await using var page = await ServedPage.Start();
        using var work = page.AddWorker();
        var low = await page.Job("a", JobState.Done, job => job.LearningRate = 1e-4, "rates");
        var high = await page.Job("b", JobState.Done, job => job.LearningRate = 1e-2, "rates");
        var broken = await page.Job("c", JobState.Failed, job => job.LearningRate = 1, "rates");

        var sweep = await page.GetJson("api/sweep?name=rates");

        var rows = sweep["jobs"]!.AsArray();
        Assert.Equal([high, low, broken], rows.Select(row => (string)row!["summary"]!["id"]!));
        Assert.Equal(1e-2, (double)rows[0]!["job"]!["learningRate"]!);
    }

    [Fact]
    public async Task What_cannot_be_answered_is_one_clear_sentence()
    {
        await using var page = await ServedPage.Start();
        (string Path, HttpStatusCode Status, string[] Says)[] wrong =
        [
            ("api/jobs/77-abcdef", HttpStatusCode.NotFound, ["77-abcdef"]),
            ("api/jobs/77/events", HttpStatusCode.NotFound, ["77"]),
            ("api/jobs/77/artefacts/curves.png", HttpStatusCode.NotFound, ["77"]),
            ("api/sweep?name=none", HttpStatusCode.NotFound, ["none"]),
            ("api/sweep", HttpStatusCode.BadRequest, ["name"]),
            ("api/jobs?state=lost", HttpStatusCode.BadRequest, ["lost", "preparing"]),
            ("api/jobs?size=101", HttpStatusCode.BadRequest, ["101", "1 to 100"]),
            ("api/jobs?page=-1", HttpStatusCode.BadRequest, ["-1"]),
            ("api/jobs?colour=red", HttpStatusCode.BadRequest, ["colour"]),
            ("api/jobs/1/events?after=x", HttpStatusCode.BadRequest, ["x"]),
            ("api/nowhere", HttpStatusCode.NotFound, ["docs/cluster.md"]),
        ];

        foreach (var (path, status, says) in wrong)
        {
            using var response = await page.Get(path);
            await Problem.Says(response, status, says);
        }
    }

    [Fact]
    public async Task A_node_that_is_in_no_cluster_says_so_with_503()
    {
        await using var page = await ServedPage.Start(isJoined: false);

        foreach (var path in new[] { "api/board", "api/nodes", "api/jobs", "api/jobs/1", "api/sweep?name=a" })
        {
            using var response = await page.Get(path);
            await Problem.Says(response, HttpStatusCode.ServiceUnavailable, "join");
        }
    }

    private static int NumberOf(JsonNode? happened) =>
        int.Parse((string)happened!["number"]!, CultureInfo.InvariantCulture);

    private static string TypeOf(string name) =>
        Path.GetExtension(name) switch
        {
            ".png" => "image/png",
            ".json" => "application/json; charset=utf-8",
            ".md" => "text/markdown; charset=utf-8",
            _ => "application/octet-stream",
        };
}
