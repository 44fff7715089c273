using Vitrine.Hosts.Edge.Configuration;
using Vitrine.Hosts.Edge.Sinks;
using Vitrine.Pipelines;
using Vitrine.Vision.Sources;
using Vitrine.Windows;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge.Sinks;

public sealed class WebhookOptionsTests
{
    private static readonly EdgeOptions Defaults = new() { Source = SourceName.Synthetic };

    [Theory]
    [InlineData("http://localhost/hook")]
    [InlineData("http://127.0.0.1:1234/")]
    [InlineData("http://[::1]:1234/")]
    [InlineData("https://shop.example/hook?key=secret")]
    public void A_server_on_this_machine_or_over_TLS_will_do(string url) => Assert.Single(Open(url));

    [Fact]
    public void Plain_text_to_another_machine_needs_leave_and_the_line_keeps_the_path_to_itself()
    {
        var line = Assert.Throws<BadInputException>(() => Open("http://shop.example/secret")).Message;

        OneLine.Says(line, "webhook.url http://shop.example:", "https://", "access.allow-plain");
        Assert.DoesNotContain("secret", line, StringComparison.Ordinal);
        Assert.Single(Open("http://shop.example/secret", new AccessOptions { AllowPlain = true }));
    }

    [Theory]
    [InlineData("shop.example/hook")]
    [InlineData("mqtt://shop.example")]
    [InlineData("https://")]
    [InlineData("https://user:password@shop.example/")]
    [InlineData("https://shop.example/#part")]
    public void What_is_no_address_is_said(string url) =>
        OneLine.Says(Assert.Throws<BadInputException>(() => Open(url)).Message, "webhook.url", "https://HOST/PATH");

    [Theory]
    [InlineData("two words")]
    [InlineData("Schlüssel")]
    public void What_no_header_can_carry_is_said(string token) =>
        OneLine.Says(
            Assert
                .Throws<BadInputException>(() =>
                    EdgeConfiguration.Read(null, [$"webhook.token={token}"]).Apply(Defaults)
                )
                .Message,
            "webhook.token"
        );

    [Fact]
    public void Its_words_hold_neither_the_token_nor_the_path() =>
        Assert.DoesNotContain(
            "secret",
            $"{new WebhookOptions { Url = new Uri("https://shop.example/secret"), Token = "secret" }}",
            StringComparison.Ordinal
        );

    [Fact]
    public void A_sink_is_called_as_its_section_is() =>
        Assert.All(
            new SinkOptions[]
            {
                new MqttOptions { Broker = new Uri("mqtt://localhost") },
                new WebhookOptions { Url = new Uri("http://localhost") },
            },
            options =>
            {
                using var sink = options.Open(Defaults, TimeProvider.System)!;
                Assert.Equal(options.Name, sink.Name);
            }
        );

    private static IReadOnlyList<IWindowSink> Open(string url, AccessOptions? access = null) =>
        WindowSinks.Open(
            EdgeConfiguration.Read(null, [$"webhook.url={url}"]).Apply(Defaults) with
            {
                Access = access ?? new AccessOptions(),
            },
            TimeProvider.System
        );
}
