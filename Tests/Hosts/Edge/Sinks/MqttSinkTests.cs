using Xunit;

namespace Vitrine.Tests.Hosts.Edge.Sinks;

public sealed class MqttSinkTests : MqttTest
{
    [Fact]
    public async Task Every_window_is_published_once_and_in_order()
    {
        Running.Append(100);
        await Broker.Start();
        Publish();

        await Soon.True(() => Broker.Sequences.Count == 100);
        Running.Append(3);
        await Soon.True(() => Broker.Sequences.Count == 103);

        Assert.Equal(Numbers(1, 103), Broker.Sequences);
        await Soon.True(() => Running.Kept("mqtt") == 103);
    }

    [Fact]
    public async Task While_the_broker_is_away_windows_wait_and_then_each_comes_once()
    {
        Running.Append(5);
        Publish();
        await Soon.True(() =>
            Running.Log.Lines.Any(line => line.Contains("cannot be reached", StringComparison.Ordinal))
        );

        await Broker.Start();
        await Soon.True(() => Broker.Sequences.Count == 5);
        await Broker.Stop();
        Running.Append(5);
        await Soon.True(() =>
            Running.Log.Lines.Count(line => line.Contains("cannot be reached", StringComparison.Ordinal)) == 2
        );
        await Broker.Start();
        await Soon.True(() => Broker.Sequences.Count == 10);

        Assert.Equal(Numbers(1, 10), Broker.Sequences);
        Assert.Equal(
            ["cannot be reached", "is back", "cannot be reached", "is back"],
            Running.Log.Lines.Select(line =>
                line.Contains("is back;", StringComparison.Ordinal) ? "is back"
                : line.Contains("cannot be reached", StringComparison.Ordinal) ? "cannot be reached"
                : line
            )
        );
    }

    [Fact]
    public async Task A_connection_cut_in_the_middle_of_a_message_loses_and_repeats_nothing()
    {
        var cuts = 0;
        Broker.HangsUpOn = text =>
            text.Contains("\"sequence\":7,", StringComparison.Ordinal) && Interlocked.Increment(ref cuts) <= 2;
        await Broker.Start();
        Running.Append(10);
        Publish();

        await Soon.True(() => Broker.Sequences.Count == 10);

        Assert.Equal(Numbers(1, 10), Broker.Sequences);
        Assert.Equal(3, cuts);
    }

    [Fact]
    public async Task A_lost_acknowledgement_repeats_its_window_and_no_other()
    {
        var cuts = 0;
        Broker.HangsUpAfter = text =>
            text.Contains("\"sequence\":7,", StringComparison.Ordinal) && Interlocked.Increment(ref cuts) == 1;
        await Broker.Start();
        Running.Append(10);
        Publish();

        await Soon.True(() => Broker.Sequences.Count == 11);

        Assert.Equal([.. Numbers(1, 7), .. Numbers(7, 10)], Broker.Sequences);
    }

    [Fact]
    public async Task Begun_again_it_goes_on_after_what_the_broker_acknowledged()
    {
        await Broker.Start();
        Running.Append(10);
        Publish();
        await Soon.True(() => Running.Kept("mqtt") == 10);
        await Running.Stop();

        Running.Append(2);
        Publish();
        await Soon.True(() => Broker.Sequences.Count == 12);

        Assert.Equal(Numbers(1, 12), Broker.Sequences);
    }

    [Theory]
    [InlineData("7", 8)]
    [InlineData("torn", 1)]
    public async Task What_was_kept_before_is_gone_on_from_and_where_it_is_torn_everything_comes_again(
        string kept,
        long first
    )
    {
        await Broker.Start();
        Running.Keep("mqtt", kept);
        Running.Append(10);
        Publish();

        await Soon.True(() => Running.Kept("mqtt") == 10);

        Assert.Equal(Numbers(first, 10), Broker.Sequences);
    }

    [Fact]
    public async Task The_status_is_online_and_after_an_end_without_farewell_offline()
    {
        await Broker.Start();
        Publish();
        await Status("online");

        await Running.Stop();

        await Status("offline");
    }

    [Fact]
    public async Task A_broker_that_comes_back_hears_of_the_device_before_there_is_a_window()
    {
        await Broker.Start();
        Publish();
        await Status("online");

        await Broker.Stop();
        await Broker.Start();

        await Status("online");
    }

    [Fact]
    public async Task Switched_on_it_begins_with_the_next_window_unless_the_backlog_is_wanted()
    {
        await Broker.Start();
        Running.Append(150);
        Publish(options => options with { Backlog = false });
        Running.Append(2, TimeProvider.System.GetUtcNow().AddMinutes(1));

        await Soon.True(() => Running.Kept("mqtt") == 152);

        Assert.Equal(Numbers(151, 152), Broker.Sequences);
    }

    [Fact]
    public async Task The_newest_window_is_retained_and_older_ones_are_not()
    {
        await Broker.Start();
        Running.Append(9);
        Publish();

        await Soon.Answered(async () =>
            (await Broker.Retained())
                .GetValueOrDefault("vitrine/shop.3/newest")
                ?.Contains("\"sequence\":9,", StringComparison.Ordinal)
                is true
        );

        Assert.DoesNotContain("vitrine/shop.3/windows", (await Broker.Retained()).Keys);
        Assert.Equal(1, Broker.Accepted.Count(message => message.Topic.EndsWith("/newest", StringComparison.Ordinal)));
    }

    private Task Status(string expected) =>
        Soon.Answered(async () =>
            expected.Equals(
                (await Broker.Retained()).GetValueOrDefault("vitrine/shop.3/status"),
                StringComparison.Ordinal
            )
        );

    private static IEnumerable<long> Numbers(long first, long last)
    {
        for (var number = first; number <= last; number++)
        {
            yield return number;
        }
    }
}
