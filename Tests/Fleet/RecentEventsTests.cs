using Vitrine.Fleet;
using Xunit;

namespace Vitrine.Tests.Fleet;

public sealed class RecentEventsTests
{
    private static readonly DateTimeOffset Begin = new(2026, 3, 4, 11, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_each_kind_for_each_node_the_last_is_kept_and_the_newest_is_last()
    {
        var recent = Failed(RecentEvents.None, "storage", 0);
        for (var attempt = 1; attempt <= 1000; attempt++)
        {
            recent = Failed(recent, "source", attempt);
        }

        recent = recent.Add("source", "recovered", Begin, "source: works again", isTrouble: false);

        Assert.Equal(
            [("storage: attempt 0", true), ("source: attempt 1000", true), ("source: works again", false)],
            recent.Events.Select(happened => (happened.Text, happened.Trouble))
        );
        Assert.Equal(Begin.AddSeconds(1000), recent.Events.ElementAt(1).At.ToDateTimeOffset());
    }

    [Fact]
    public void The_oldest_makes_room()
    {
        var recent = Enumerable
            .Range(0, 100)
            .Aggregate(RecentEvents.None, (all, node) => Failed(all, $"node {node}", 0));

        Assert.Equal(RecentEvents.Most, recent.Events.Count());
        Assert.Equal("node 99: attempt 0", recent.Events.Last().Text);
    }

    [Fact]
    public void A_text_is_one_line_and_not_long()
    {
        var recent = RecentEvents.None.Add("a", "b", Begin, $"a: \u001b[2J\n{new string('x', 1000)}", isTrouble: true);

        var text = Assert.Single(recent.Events).Text;
        Assert.StartsWith("a:  [2J x", text, StringComparison.Ordinal);
        Assert.Equal(RecentEvents.LongestText, text.Length);
    }

    private static RecentEvents Failed(RecentEvents recent, string node, int attempt) =>
        recent.Add(node, "failed", Begin.AddSeconds(attempt), $"{node}: attempt {attempt}", isTrouble: true);
}
