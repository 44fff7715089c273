using Vitrine.Training.Cluster.Work;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Cluster.Work;

public sealed class OutboxTests
{
    private static readonly AssignJob Order = new() { Id = "1-abc", Attempt = 2 };

    [Fact]
    public void What_was_not_taken_is_told_again_under_the_same_numbers()
    {
        var outbox = Lines(3).Taken(1);

        var part = outbox.Next("w", Order);

        Assert.Equal((2, 2L, "1-abc"), (part.First, part.Attempt, part.Id));
        Assert.Equal(["line 1", "line 2"], part.Reports.Select(report => report.Line));
        Assert.True(outbox.Taken(3).IsEmpty);
        Assert.Equal(4, outbox.Taken(3).First);
    }

    [Fact]
    public void When_it_is_full_lines_are_left_out_and_counted_and_nothing_else_is()
    {
        var outbox = Lines(Outbox.Most + 5).With(new JobReport { Entered = JobState.Evaluating });

        outbox = outbox.Taken(Outbox.Most);

        var rest = outbox.Next("w", Order).Reports;
        Assert.Equal(2, rest.Count);
        OneLine.Says(rest[0].Line, "5 lines were left out");
        Assert.Equal(JobState.Evaluating, rest[1].Entered);
    }

    [Fact]
    public void A_part_fits_into_a_message_and_a_line_into_a_part()
    {
        var outbox = new Outbox();
        for (var line = 0; line < 100; line++)
        {
            outbox = outbox.With(new JobReport { Line = new string('x', 5000) + "\nmore" });
        }

        var part = outbox.Next("w", Order);

        Assert.InRange(part.CalculateSize(), 30_000, 60_000);
        Assert.Equal(2000, part.Reports[0].Line.Length);
    }

    private static Outbox Lines(int count) =>
        Enumerable
            .Range(0, count)
            .Aggregate(new Outbox(), (outbox, line) => outbox.With(new JobReport { Line = $"line {line}" }));
}
