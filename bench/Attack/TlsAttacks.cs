using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Vitrine.Wire;

namespace Vitrine.Bench.Attack;

/// <summary>Those whom TLS should keep out.</summary>
internal static class TlsAttacks
{
    /// <summary>All of them; in plain text they try nothing.</summary>
    public static IReadOnlyList<Kind> All { get; } =
    [
        Shows("no certificate", _ => null),
        Shows("a certificate of another authority", Strange),
        Shows("a certificate that is over", targets => targets.Authority.Issue("insider", days: -1)),
        Shows("a certificate of the right name that signed itself", _ => Authority.SelfSigned("insider")),
        Shows(
            "a certificate that a device signed",
            targets => Authority.SignedBy(targets.Certificate("shop-2"), "operator"),
            targets => targets.Certificate("shop-2")
        ),
        Shows(
            "a certificate for the other side of a link",
            targets => targets.Authority.Issue("insider", uses: PrivateAuthority.ServerUse),
            // The edge leaves a reader's certificate to the machine's trust, and what readers may to their token.
            except: "events port"
        ),
        new("plain bytes on a port with TLS", PlainAsync),
        new("TLS of the last century", OldAsync),
        new("half handshakes that are held open", HalfAsync),
        new("a false hub", FalseHubAsync),
    ];

    private static X509Certificate2 Strange(Targets targets)
    {
        using var other = new Authority();
        return other.Issue("insider");
    }

    private static Kind Shows(
        string name,
        Func<Targets, X509Certificate2?> make,
        Func<Targets, X509Certificate2>? chain = null,
        string? except = null
    )
    {
        return new Kind(name, TryAsync);

        async IAsyncEnumerable<Attempt> TryAsync(Targets targets)
        {
            // Clients of the cluster are known by a token.
            foreach (
                var port in targets.Ports.Where(port =>
                    port.Insider is not null && !string.Equals(port.Name, except, StringComparison.Ordinal)
                )
            )
            {
                var with = chain is null ? null : new X509Certificate2Collection(chain(targets));
                using var peer = new RawPeer(port.System, port.Address, new PeerTls(make(targets), with));
                yield return new Attempt(
                    name,
                    port.Name,
                    await port.Legal.IsAnsweredAsync(peer) ? "it was answered" : null
                );
            }
        }
    }

    private static async IAsyncEnumerable<Attempt> PlainAsync(Targets targets)
    {
        if (!targets.IsTls)
        {
            yield break;
        }

        foreach (var port in targets.Ports)
        {
            using var peer = new RawPeer(port.System, port.Address);
            yield return new Attempt(
                "Akka in plain text",
                port.Name,
                await port.Legal.IsAnsweredAsync(peer) ? "it was answered" : null
            );
        }

        foreach (var port in targets.Web)
        {
            var answer = await (port with { IsTls = false }).GetAsync(port.Question);
            yield return new Attempt(
                "HTTP in plain text",
                port.Name,
                WebPort.IsGiven(answer) ? "it was answered" : null
            );
        }
    }

    private static async IAsyncEnumerable<Attempt> OldAsync(Targets targets)
    {
        if (!targets.IsTls)
        {
            yield break;
        }

        foreach (var (name, address) in Addresses(targets))
        {
            foreach (var version in ClientHello.OldVersions)
            {
                using var client = new TcpClient("127.0.0.1", address.Port);
                await client.GetStream().WriteAsync(ClientHello.Of(version));
                var answer = await WebPort.ReadAsync(client.GetStream(), TimeSpan.FromSeconds(2));
                yield return new Attempt(
                    $"version {version:x4}",
                    name,
                    ClientHello.IsAccepted(answer) ? "it goes on with that" : null
                );
            }
        }
    }

    private static async IAsyncEnumerable<Attempt> HalfAsync(Targets targets)
    {
        if (!targets.IsTls)
        {
            yield break;
        }

        foreach (var (name, address) in Addresses(targets))
        {
            var held = new List<TcpClient>();
            for (var number = 0; number < 90; number++)
            {
                var client = new TcpClient("127.0.0.1", address.Port);
                held.Add(client);
                await client.GetStream().WriteAsync(ClientHello.Of(0x0303).AsMemory(0, 40));
            }

            yield return new Attempt("90 of them", name, await targets.HarmAsync());
            held.ForEach(one => one.Dispose());
        }
    }

    private static async IAsyncEnumerable<Attempt> FalseHubAsync(Targets targets)
    {
        if (!targets.IsTls)
        {
            yield break;
        }

        var patience = TimeSpan.FromSeconds(15);
        (string What, X509Certificate2 Shown)[] all =
        [
            ("with a certificate of another authority", Strange(targets)),
            ("with a certificate that is over", targets.Authority.Issue("hub", days: -1)),
            ("with a device's certificate", targets.Authority.Issue("shop-2", uses: PrivateAuthority.ClientUse)),
        ];
        foreach (var (what, shown) in all)
        {
            await targets.FalseHub.ListenAsync(shown);
            var isTold = await targets.FalseHub.HearsAsync(_ => true, patience);
            yield return new Attempt(what, "device's link", isTold ? "the device tells it how it is" : null);
        }

        await targets.FalseHub.ListenAsync(targets.Certificate("false-hub"));
        var isHeard = await targets.FalseHub.HearsAsync(_ => true, 4 * patience);
        yield return new Attempt(
            "(with a hub's certificate)",
            "device's link",
            isHeard ? null : "the device does not dial"
        );
    }

    private static IEnumerable<(string Name, HostPort Address)> Addresses(Targets targets) =>
        [
            .. targets.Ports.Select(port => (port.Name, port.Address)),
            .. targets.Web.Select(port => (port.Name, port.Address)),
        ];
}
