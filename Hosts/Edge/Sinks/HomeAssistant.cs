using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vitrine.Hosts.Edge.Sinks;

/// <summary>
/// What Home Assistant reads to show a device without being set up: one retained message for each of its sensors. Source:
/// home-assistant.io/integrations/mqtt, "MQTT discovery". Pure.
/// </summary>
internal static class HomeAssistant
{
    private static readonly Sensor[] Sensors =
    [
        new("visitors", "Visitors", "value_json.visitors", "visitors"),
        new("occupancy", "People in view", "(value_json.occupancy.mean or 0) | round(1)", "people"),
        new("peak", "Most people in view", "value_json.occupancy.peak", "people"),
        new("dwell", "Median dwell", "value_json.dwell.median", "s", "duration"),
        new("dropped", "Dropped pictures", "value_json.frames.dropped", "pictures"),
        new("health", "Health", "value_json.health.state"),
        new("trouble", "Trouble", "'OFF' if value_json.health.state == 'ok' else 'ON'", Class: "problem")
        {
            Kind = "binary_sensor",
        },
    ];

    /// <summary>The messages: topic and text.</summary>
    /// <param name="topics">The device's.</param>
    /// <param name="prefix">What the messages' topics begin with; empty: there are none.</param>
    public static IEnumerable<(string Topic, string Text)> Discovery(MqttTopics topics, string prefix) =>
        (prefix.Length == 0 ? [] : Sensors).Select(sensor =>
            ($"{prefix}/{sensor.Kind}/vitrine-{Plain(topics.Device)}/{sensor.Id}/config", Text(topics, sensor))
        );

    private static string Text(MqttTopics topics, Sensor sensor)
    {
        var id = $"vitrine-{Plain(topics.Device)}";
        var config = new JsonObject
        {
            ["name"] = sensor.Name,
            ["unique_id"] = $"{id}-{sensor.Id}",
            ["state_topic"] = topics.Newest,
            ["value_template"] = $$$"""{{ {{{sensor.Value}}} }}""",
            ["availability_topic"] = topics.Status,
            ["device"] = new JsonObject
            {
                ["identifiers"] = new JsonArray(id),
                ["name"] = $"Vitrine {topics.Device}",
                ["manufacturer"] = "Vitrine",
            },
        };
        if (sensor.Unit is { } unit)
        {
            config["unit_of_measurement"] = unit;
            config["state_class"] = "measurement";
        }

        if (sensor.Class is { } deviceClass)
        {
            config["device_class"] = deviceClass;
        }

        return config.ToJsonString(JsonSerializerOptions.Web);
    }

    /// <summary>Home Assistant takes letters, digits, '_' and '-' in such a topic.</summary>
    private static string Plain(string device) => device.Replace('.', '_');

    private sealed record Sensor(string Id, string Name, string Value, string? Unit = null, string? Class = null)
    {
        public string Kind { get; init; } = "sensor";
    }
}
