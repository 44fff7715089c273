using Vitrine.Hosts.Edge.Configuration;
using Vitrine.Hosts.Edge.Sinks;
using Vitrine.Pipelines;
using Vitrine.Vision.Sources;
using Vitrine.Windows;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge.Sinks;

public sealed class MqttOptionsTests
{
    private static readonly EdgeOptions Defaults = new() { Source = SourceName.Synthetic };

    [Fact]
    public void Without_a_broker_nothing_is_published() =>
        Assert.Empty(WindowSinks.Open(Defaults, TimeProvider.System));

    [Theory]
    [InlineData("mqtt://localhost")]
    [InlineData("mqtt://127.0.0.1:1884")]
    [InlineData("mqtts://broker.example")]
    public void A_broker_on_this_machine_or_over_TLS_will_do(string broker) => Assert.Single(Open(broker));

    [Fact]
    public void Plain_text_to_another_machine_needs_leave()
    {
        OneLine.Says(
            Assert.Throws<BadInputException>(() => Open("mqtt://broker.example")).Message,
            "mqtt.broker mqtt://broker.example",
            "mqtts://",
            "access.allow-plain"
        );
        Assert.Single(Open("mqtt://broker.example", new AccessOptions { AllowPlain = true }));
    }

    [Theory]
    [InlineData("broker.example")]
    [InlineData("http://broker.example")]
    [InlineData("mqtt://")]
    [InlineData("mqtt://user:password@broker.example")]
    [InlineData("mqtt://broker.example/topic")]
    public void What_is_no_broker_is_said(string broker) =>
        OneLine.Says(Assert.Throws<BadInputException>(() => Open(broker)).Message, "mqtt.broker", "mqtts://HOST:PORT");

    [Fact]
    public void A_password_in_an_address_is_refused_and_not_printed_back()
    {
        var line = Assert.Throws<BadInputException>(() => Open("mqtt://user:pass@word@broker.example")).Message;

        OneLine.Says(line, "mqtt://…@broker.example");
        Assert.DoesNotContain("pass", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mqtt.ca", "mqtt.ca 'not-there'")]
    [InlineData("mqtt.certificate", "mqtt.certificate and mqtt.key")]
    [InlineData("mqtt.key", "mqtt.certificate and mqtt.key")]
    public void A_certificate_that_cannot_be_used_is_one_line(string setting, string says)
    {
        var options = EdgeConfiguration.Read(null, ["mqtt.broker=mqtts://localhost", $"{setting}=not-there"]);

        OneLine.Says(
            Assert
                .Throws<BadInputException>(() => WindowSinks.Open(options.Apply(Defaults), TimeProvider.System))
                .Message,
            says
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("shop/#")]
    [InlineData("+")]
    public void What_is_no_topic_is_said(string topic) =>
        OneLine.Says(
            Assert
                .Throws<BadInputException>(() => EdgeConfiguration.Read(null, [$"mqtt.topic={topic}"]).Apply(Defaults))
                .Message,
            "mqtt.topic"
        );

    [Fact]
    public void Its_words_do_not_hold_the_password() =>
        Assert.DoesNotContain("secret", $"{new MqttOptions { Password = "secret" }}", StringComparison.Ordinal);

    private static IReadOnlyList<IWindowSink> Open(string broker, AccessOptions? access = null) =>
        WindowSinks.Open(
            EdgeConfiguration.Read(null, [$"mqtt.broker={broker}"]).Apply(Defaults) with
            {
                Access = access ?? new AccessOptions(),
            },
            TimeProvider.System
        );
}
