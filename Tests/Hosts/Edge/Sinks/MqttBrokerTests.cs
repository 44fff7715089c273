using System.Text.Json.Nodes;
using Vitrine.Hosts.Edge.Sinks;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge.Sinks;

/// <summary>What brokers and their operators want of a device.</summary>
public sealed class MqttBrokerTests : MqttTest
{
    [Fact]
    public async Task Home_Assistant_is_told_of_every_sensor()
    {
        await Broker.Start();
        Publish();
        await Soon.Answered(async () =>
            (await Broker.Retained()).Keys.Any(topic => topic.Contains("/trouble/", StringComparison.Ordinal))
        );

        var configs = (await Broker.Retained()).Where(message =>
            message.Key.StartsWith("homeassistant/", StringComparison.Ordinal)
            && message.Key.Contains("/vitrine-shop_3/", StringComparison.Ordinal)
        );
        var told = configs.Select(message => JsonNode.Parse(message.Value)!).ToArray();
        Assert.Equal(7, told.Length);
        Assert.Equal(7, told.Select(sensor => sensor["unique_id"]!.GetValue<string>()).Distinct().Count());
        Assert.All(told, sensor => Assert.Equal("vitrine/shop.3/newest", sensor["state_topic"]!.GetValue<string>()));
        Assert.Contains(
            "{{ value_json.visitors }}",
            told.Select(sensor => sensor["value_template"]!.GetValue<string>())
        );
    }

    [Theory]
    [InlineData("homeassistant/")]
    [InlineData("vitrine/shop.3/newest")]
    [InlineData("vitrine/shop.3/status")]
    public async Task An_access_list_that_leaves_out_what_is_no_window_stops_none(string refused)
    {
        Broker.Forbids = topic => topic.StartsWith(refused, StringComparison.Ordinal);
        await Broker.Start();
        Running.Append(5);
        Publish();

        await Soon.True(() => Broker.Sequences.Count == 5 && !Running.Log.Lines.IsEmpty);

        OneLine.Says(Assert.Single(Running.Log.Lines), "access list", refused, "mqtt.discovery");
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("ha/discovery", 7)]
    public async Task Discovery_is_left_out_or_has_another_prefix(string prefix, int told)
    {
        await Broker.Start();
        Publish(options => options with { Discovery = prefix });
        Running.Append(1);
        await Soon.True(() => Broker.Sequences.Count == 1);

        Assert.Equal(
            told,
            (await Broker.Retained()).Keys.Count(topic =>
                topic.EndsWith("/config", StringComparison.Ordinal)
                && topic.StartsWith(prefix, StringComparison.Ordinal)
            )
        );
    }

    [Fact]
    public async Task A_wrong_password_is_one_plain_line_and_is_tried_less_and_less_often()
    {
        Broker.RefusesAll = true;
        await Broker.Start();
        Running.Append(1);
        Publish();
        await Soon.True(() => Broker.Refused >= 3);

        OneLine.Says(
            Assert.Single(Running.Log.Lines),
            "refuses windows",
            "the user or the password is wrong",
            "mqtt.user"
        );

        Broker.RefusesAll = false;
        await Soon.True(() => Broker.Sequences.Count == 1);
    }

    [Fact]
    public async Task What_closed_while_the_first_broker_refused_comes_after_a_restart_too()
    {
        Broker.RefusesAll = true;
        await Broker.Start();
        Running.Append(5);
        Publish(options => options with { Backlog = false });
        await Soon.True(() => Broker.Refused > 0);
        Running.Append(2, TimeProvider.System.GetUtcNow().AddMinutes(1));
        await Running.Stop();

        Broker.RefusesAll = false;
        Publish(options => options with { Backlog = false });
        await Soon.True(() => Running.Kept("mqtt") == 7);

        Assert.Equal([6L, 7L], Broker.Sequences);
    }

    [Fact]
    public async Task A_broker_that_knows_3_1_1_alone_is_spoken_to_in_it()
    {
        using var old = new OldBroker();
        Running.Append(3);
        Running.Start(new MqttOptions { Broker = old.Address, Backlog = true });

        await Soon.True(() => Running.Kept("mqtt") == 3);

        Assert.Equal([5, 4], old.Versions);
        Assert.Empty(Running.Log.Lines);
    }
}
