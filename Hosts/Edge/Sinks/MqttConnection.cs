using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using Vitrine.Hosts.Web;
using Vitrine.Wire;

namespace Vitrine.Hosts.Edge.Sinks;

/// <summary>How a broker is spoken to, and what its refusals mean. One at a time.</summary>
/// <param name="options">What is said at the start of a connection.</param>
internal sealed class MqttConnection(MqttClientOptions options) : IDisposable
{
    /// <summary>A message that is not answered within this counts as lost.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>What a broker that knows 3.1.1 alone answers to MQTT 5 (MQTT 3.1.1, 3.2.2.3).</summary>
    private const MqttClientConnectResultCode UnknownVersion = (MqttClientConnectResultCode)1;

    private IMqttClient? client;
    private bool isTaken;

    /// <summary>Whether it stands.</summary>
    public bool IsOpen => client is { IsConnected: true };

    /// <summary>What is said to a broker: MQTT 5, or 3.1.1 where it knows no better.</summary>
    /// <param name="options">The broker and who logs in.</param>
    /// <param name="topics">Have the last will's topic.</param>
    /// <exception cref="BadInputException">A file of a certificate cannot be used.</exception>
    public static MqttClientOptions Options(MqttOptions options, MqttTopics topics)
    {
        var password = Environment.GetEnvironmentVariable(MqttOptions.PasswordVariable);
        var built = new MqttClientOptionsBuilder()
            .WithConnectionUri(options.Broker)
            .WithClientId($"vitrine-{topics.Device}")
            .WithCleanSession()
            .WithTimeout(Patience)
            .WithKeepAlivePeriod(TimeSpan.FromSeconds(15))
            .WithWillTopic(topics.Status)
            .WithWillPayload("offline")
            .WithWillRetain()
            .WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce);
        if (options.User.Length > 0)
        {
            built = built.WithCredentials(options.User, password is { Length: > 0 } ? password : options.Password);
        }

        if (options.Broker!.Scheme is "mqtts")
        {
            built = built.WithTlsOptions(tls => Encrypt(tls, options));
        }

        return built.Build();
    }

    /// <summary>Connects anew.</summary>
    /// <exception cref="BadInputException">The broker refuses until the operator changes something.</exception>
    /// <exception cref="Exception">It cannot be reached, or serves nobody now.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        Dispose();
        if (isTaken)
        {
            isTaken = false;
            throw new BadInputException(
                $"another client calls itself '{options.ClientId}', too: give each device a name of its own (device.name)"
            );
        }

        var answer = await Ask(cancellationToken);
        if (answer is MqttClientConnectResultCode.UnsupportedProtocolVersion or UnknownVersion)
        {
            options.ProtocolVersion = MqttProtocolVersion.V311;
            answer = await Ask(cancellationToken);
        }

        if (answer is not MqttClientConnectResultCode.Success)
        {
            Dispose();
            throw Refusal(answer);
        }
    }

    /// <summary>Publishes a message, and waits until the broker has it.</summary>
    /// <exception cref="BadInputException">The broker refuses the topic.</exception>
    /// <exception cref="Exception">The connection is lost.</exception>
    public async Task PublishAsync(string topic, string text, bool retain, CancellationToken cancellationToken)
    {
        var message = new MqttApplicationMessageBuilder()
            .WithTopic(topic)
            .WithPayload(text)
            .WithRetainFlag(retain)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .Build();
        try
        {
            var published = await client!.PublishAsync(message, cancellationToken);
            if (published.ReasonCode is MqttClientPublishReasonCode.NotAuthorized)
            {
                throw new BadInputException($"its access list does not let this device write '{topic}'");
            }

            if (!published.IsSuccess)
            {
                throw new IOException($"it refuses '{topic}': {published.ReasonCode}");
            }
        }
        catch (Exception lost) when (lost is not BadInputException)
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Closes it without a farewell, so that the broker publishes the last will.</summary>
    public void Dispose()
    {
        client?.Dispose();
        client = null;
    }

    private async Task<MqttClientConnectResultCode> Ask(CancellationToken cancellationToken)
    {
        Dispose();
        client = new MqttClientFactory().CreateMqttClient();
        client.DisconnectedAsync += lost =>
        {
            isTaken |= lost.Reason is MqttClientDisconnectReason.SessionTakenOver;
            return Task.CompletedTask;
        };
        try
        {
            return (await client.ConnectAsync(options, cancellationToken)).ResultCode;
        }
        catch (Exception refused) when (refused.GetBaseException() is AuthenticationException)
        {
            throw new IOException(
                "its certificate is for another name, expired, or signed by nobody whom the system trusts, or its revocation cannot be looked up; name your own authority in mqtt.ca",
                refused
            );
        }
    }

    private static Exception Refusal(MqttClientConnectResultCode answer) =>
        answer switch
        {
            MqttClientConnectResultCode.BadUserNameOrPassword or MqttClientConnectResultCode.NotAuthorized =>
                new BadInputException("the user or the password is wrong (mqtt.user, mqtt.password)"),
            MqttClientConnectResultCode.ClientIdentifierNotValid => new BadInputException(
                "it does not take this device's name (device.name)"
            ),
            MqttClientConnectResultCode.Banned => new BadInputException("it has banned this device"),
            _ => new IOException($"it answers {answer}"),
        };

    // Revocation of one's own authority's certificates is looked up nowhere: it publishes no list.
    private static void Encrypt(MqttClientTlsOptionsBuilder tls, MqttOptions options)
    {
        tls.UseTls();
        if (options.Authority is { } authority)
        {
            tls.WithTrustChain(Read(authority)).WithRevocationMode(X509RevocationMode.NoCheck);
        }

        if (options is { Certificate: { } certificate, Key: { } key })
        {
            tls.WithClientCertificates([TlsCertificate.Load(certificate, key, "mqtt.certificate", "mqtt.key").Leaf]);
        }
        else if (options.Certificate is not null || options.Key is not null)
        {
            throw new BadInputException("mqtt.certificate and mqtt.key belong together: set both");
        }
    }

    private static X509Certificate2Collection Read(string file)
    {
        try
        {
            var read = new X509Certificate2Collection();
            read.ImportFromPemFile(file);
            return read.Count > 0 ? read : throw new CryptographicException("it holds no certificate");
        }
        catch (Exception unusable)
            when (unusable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new BadInputException($"mqtt.ca '{file}' cannot be used: {unusable.Message}", unusable);
        }
    }
}
