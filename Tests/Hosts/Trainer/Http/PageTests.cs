using Microsoft.Playwright;
using Vitrine.Tests.Hosts.Web;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Trainer.Http;

/// <summary>The page in a browser, over a cluster with jobs in every state.</summary>
[Collection(Chromium.Name)]
public sealed class PageTests(Chromium chromium)
{
    [Fact]
    public async Task A_running_job_is_followed_to_its_end()
    {
        await using var served = await ServedPage.Start();
        using var work = served.AddWorker(holdAfter: 2);
        var failed = await served.Job("a", JobState.Failed, job => job.LearningRate = 1);
        var running = await served.Job("b", JobState.Training);
        var waiting = await served.Job("c", JobState.Queued);
        await using var page = await chromium.Open(served.Url);

        await page.SaysOnly("#link", "Live");
        await page.SaysOnly("#cluster", "2 nodes");
        await page.SaysOnly("#running", "1");
        await page.SaysOnly("#done-more", "1 failed");
        await page.SaysOnly("#workers-more", "all busy");
        await page.Says($"[data-job='{running}'] .between", "about 30 s left");
        await page.Says($"[data-job='{running}'] figure:first-child .readout", "Epoch 2: training 0.");
        await page.Has($"[data-job='{running}'] polyline", 4);
        await page.Says("#queue-table", waiting);
        await page.Says("#jobs-table", failed);
        await page.Says("#jobs-table", ToldWork.Breaks);
        await page.Says("#nodes-table tbody tr:nth-child(1)", "keeps the queue");
        await page.Says("#nodes-table tbody tr:nth-child(2)", running);

        work.LetGo();

        await page.SaysOnly("#done", "2");
        await page.Says("#jobs-table tbody tr:nth-child(1)", "done");
        await page.Shows("#runs-none");
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task A_finished_job_shows_its_curves_plots_card_figures_settings_and_past()
    {
        await using var served = await ServedPage.Start();
        using var work = served.AddWorker();
        var id = await served.Job("a", JobState.Done);
        await using var page = await chromium.Open(served.Url);

        await page.Page.Locator("#jobs-table").GetByRole(AriaRole.Link).First.ClickAsync();

        await page.Says("#detail h2.code", id);
        await page.Says("#detail .pair figure:nth-child(2) .readout", "Epoch 3: training");
        await page.Says(".markdown", "<b>Of few faces</b>.");
        await page.Says("#detail", "drawn, accuracy87.5 %87.5 %");
        await page.Says("#detail", "learning-rate");
        await page.Says("#detail .past", "trains gender");
        await page.Says("#detail .past li:first-child", "done");
        await Soon.Answered(() =>
            page.Page.EvaluateAsync<bool>("document.querySelector('img.plot')?.naturalWidth === 300")
        );
        Assert.Equal($"Job {id} · Vitrine", await page.Page.TitleAsync());
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task Chosen_runs_are_compared_in_one_chart_and_by_what_differs()
    {
        await using var served = await ServedPage.Start();
        using var work = served.AddWorker();
        var low = await served.Job("a", JobState.Done, job => job.LearningRate = 1e-4);
        var high = await served.Job("b", JobState.Done, job => job.LearningRate = 1e-2);
        await using var page = await chromium.Open(served.Url);

        await page.Page.GetByLabel($"Compare job {low}").CheckAsync();
        await page.Page.GetByLabel($"Compare job {high}").CheckAsync();
        await page.Page.Locator("#chosen a").ClickAsync();

        await page.Has("#detail figure:first-child polyline", 2);
        await page.Says("#detail", "learning-rate0.00010.01");
        await page.Has("#detail .winner", 3);
        await page.Says("#detail", "test: drawn, accuracy");
        Assert.DoesNotContain("dropout", await page.Page.Locator("#detail").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task A_sweep_is_a_ranked_table()
    {
        await using var served = await ServedPage.Start();
        using var work = served.AddWorker();
        await served.Job("a", JobState.Done, job => job.LearningRate = 1e-4, "rates & more");
        var high = await served.Job("b", JobState.Done, job => job.LearningRate = 1e-2, "rates & more");
        await served.Job("c", JobState.Failed, job => job.LearningRate = 1, "rates & more");
        await using var page = await chromium.Open(served.Url);

        await page.Page.Locator("#sweeps-table a").First.ClickAsync();

        await page.Says("#detail h2", "Sweep rates & more");
        await page.Says("#detail thead", "learning-rate");
        await page.Says("#detail tbody tr:nth-child(1)", $"1{high}");
        await page.Says("#detail tbody tr:nth-child(2)", "0.0001");
        await page.Says("#detail tbody tr:nth-child(3)", "–3-");
    }

    [Fact]
    public async Task Jobs_of_a_kind_are_read_page_by_page()
    {
        await using var served = await ServedPage.Start();
        for (var number = 0; number < 45; number++)
        {
            await served.Cluster.Submit($"{number}");
        }

        await using var page = await chromium.Open(served.Url);
        await page.SaysOnly("#jobs-table", "None has ended yet.");
        await page.Says("#queue-sum", "the first 20 of 45");
        await page.Choose("Waiting");

        await page.Has("#jobs-table tbody tr", 20);
        await page.Page.GetByText("Older").ClickAsync();
        await page.Page.GetByText("Older").ClickAsync();
        await page.Says("#jobs-pages", "page 3 of 3");
        await page.Has("#jobs-table tbody tr", 5);
    }

    [Fact]
    public async Task What_is_wrong_is_said_and_what_was_known_stays()
    {
        await using var served = await ServedPage.Start();
        await served.Cluster.Submit("a");
        await using var page = await chromium.Open(served.Url);
        await page.SaysOnly("#waiting", "1");

        served.Gate.Leave();

        await page.SaysOnly("#cluster", "No coordinator");
        await page.Says("#notice", "about to join");
        await page.Says("#notice", "The figures are from before.");
        await page.SaysOnly("#waiting", "1");
        served.Gate.Join(() => ServedPage.Members, served.Cluster.Jobs);
        await page.Shows("#notice", isShown: false);
    }
}
