using System.Text;
using Google.Protobuf;
using Vitrine.Bench.Rollout;
using Vitrine.Fleet.Hub;
using Vitrine.Fleet.Releases;
using Vitrine.Wire;

namespace Vitrine.Bench.Attack;

/// <summary>
/// Releases that nobody whom the device trusts has signed, or not so: offered to the device by a hub that has gone bad, and to the
/// hub by an operator who has no key.
/// </summary>
internal static class ReleaseAttacks
{
    private const string Device = "device's link";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly SigningKey Stranger = SigningKey.Create();

    /// <summary>All of them, after a release that is right; the last one revokes the key.</summary>
    public static IReadOnlyList<Kind> All { get; } =
    [
        Of("a release without a signature", _ => new SignedStatement { Statement = Draft(10).ToByteString() }),
        Of("a release signed by an unknown key", _ => Releases.Sign(Draft(11), Stranger)),
        Of("a stranger's signature in the name of a trusted key", UnderName),
        Of("a release that was altered after it was signed", Altered),
        Of("a signature of something else", OfSomethingElse),
        Of("a release that an unknown key's own change of keys makes trusted", OwnChange),
        Of("an old release, once good", targets => Releases.Make(targets, version: 2)),
        Of("a release that is over", targets => Signed(targets, 12, it => it.Expires = Releases.In(-0.01))),
        Of("a release of the future", targets => Signed(targets, 13, it => it.Issued = Releases.In(30))),
        Of("a manifest of another model", targets => Signed(targets, 14, OtherManifest)),
        Of("a manifest of another task", targets => Signed(targets, 15, it => it.Task = "age")),
        Of("a release of endless data", targets => Signed(targets, 16, Endless)),
        Of(
            "a release for a newer Vitrine",
            targets => Signed(targets, 17, it => it.MinimumEngine = "99.0.0"),
            // The hub leaves this to each device.
            atHub: false
        ),
        new("another model than was signed", OtherModelAsync),
        new("a signed model that reads a file beside it", ExternalDataAsync),
        new("a release signed by a key that was revoked", RevokedAsync),
    ];

    private static Statement Draft(int version) => Releases.Draft(version);

    private static SignedStatement Signed(Targets targets, int version, Action<Statement> change) =>
        Releases.Sign(Releases.Draft(version, change), targets.Key);

    private static SignedStatement UnderName(Targets targets)
    {
        var signed = Releases.Sign(Draft(18), Stranger);
        signed.Signatures[0].Key = targets.Key.Id;
        return signed;
    }

    private static SignedStatement Altered(Targets targets)
    {
        var signed = Releases.Make(targets, version: 19);
        signed.Statement = Draft(20).ToByteString();
        return signed;
    }

    private static SignedStatement OfSomethingElse(Targets targets)
    {
        // A change of keys that the trusted key signed; its signature stands under a statement.
        var change = KeyChanges.Revoke(Stranger.Id, [targets.Key], number: 1);
        var signed = new SignedStatement { Statement = change.Change };
        signed.Signatures.Add(change.Signatures);
        return signed;
    }

    private static SignedStatement OwnChange(Targets targets)
    {
        var signed = Releases.Sign(Draft(21), Stranger);
        signed.KeyChanges.Add(KeyChanges.Trust(Stranger, [Stranger], number: 1));
        return signed;
    }

    private static void OtherManifest(Statement statement)
    {
        var text = statement.Manifest.ToStringUtf8();
        var hash = Convert.ToHexStringLower(statement.Sha256.Span);
        statement.Manifest = ByteString.CopyFrom(
            text.Replace(hash, new string('0', 64), StringComparison.OrdinalIgnoreCase),
            Encoding.UTF8
        );
    }

    private static void Endless(Statement statement)
    {
        statement.Bytes = 1L << 40;
        statement.ChunkBytes = 1 << 16;
    }

    private static Kind Of(string name, Func<Targets, SignedStatement> make, bool atHub = true)
    {
        return new Kind(name, TryAsync);

        async IAsyncEnumerable<Attempt> TryAsync(Targets targets)
        {
            var release = make(targets);
            yield return new Attempt("offered to a device", Device, await DeviceAsync(targets, release));
            if (atHub)
            {
                yield return new Attempt("to be started", targets.Hub.Name, await HubAsync(targets, release));
            }
        }
    }

    private static async IAsyncEnumerable<Attempt> OtherModelAsync(Targets targets)
    {
        var (release, model) = (Releases.Make(targets, version: 22), Releases.Model.ToArray());
        model[^1] ^= 1;
        yield return new Attempt("sent to a device", Device, await DeviceAsync(targets, release, model));
    }

    private static async IAsyncEnumerable<Attempt> ExternalDataAsync(Targets targets)
    {
        var (weights, version) = (Path.Combine(targets.Folder, "weights"), 23);
        foreach (var name in new[] { weights, "../../weights" })
        {
            var model = ExternalModel.Of(Releases.Model, name, weights);
            var release = Signed(targets, version++, statement => ExternalModel.Describe(statement, model));
            yield return new Attempt($"weights in '{name}'", Device, await DeviceAsync(targets, release, model));
        }
    }

    private static async IAsyncEnumerable<Attempt> RevokedAsync(Targets targets)
    {
        using var next = SigningKey.Create();
        var (key, number) = (targets.Key, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        var revoking = Releases.Sign(Draft(34), next);
        revoking.KeyChanges.Add(KeyChanges.Trust(next, [key], number));
        revoking.KeyChanges.Add(KeyChanges.Revoke(key.Id, [next], number + 1));
        targets.FalseHub.Offer(revoking, Releases.Model);
        var isTaken = await targets.FalseHub.HearsAsync(_ => targets.FalseHub.IsPulled(revoking), Patience);
        yield return new Attempt("(the release that revokes it)", Device, isTaken ? null : "is not taken");

        var release = Releases.Make(targets, version: 35);
        yield return new Attempt("offered to a device", Device, await DeviceAsync(targets, release));
    }

    /// <summary>What a device makes of a release; null: it refuses it.</summary>
    private static async Task<string?> DeviceAsync(Targets targets, SignedStatement release, byte[]? model = null)
    {
        var (hub, id) = (targets.FalseHub, Release.IdOf(release));
        hub.Offer(release, model ?? Releases.Model);
        var isJudged = await hub.HearsAsync(
            state =>
                IsLive(state, id)
                || (
                    id.Equals(state.Progress?.Release, StringComparison.Ordinal)
                    && state.Progress!.Phase is RolloutPhase.Refused
                ),
            Patience
        );
        return hub.Heard is { } last && IsLive(last, id) ? "the device runs it"
            : !isJudged ? $"the device says nothing of it, but {hub.Heard}"
            : model is null && hub.IsPulled(release) ? "the device asks for its model"
            : null;
    }

    private static bool IsLive(DeviceState state, string id) =>
        state.Models.Any(model => id.Equals(model.Release, StringComparison.Ordinal));

    /// <summary>What the hub makes of it; null: it refuses it.</summary>
    private static async Task<string?> HubAsync(Targets targets, SignedStatement release)
    {
        using var peer = targets.Hub.Dial();
        var token = targets.HubToken;
        // A rollout that runs would be in the way of any other.
        _ = await peer.AskAsync("user/operators", Said.Of(new AbortRollout { Token = token, Who = "bench" }));
        var order = new StartRollout
        {
            Token = token,
            Who = "attacker",
            Release = release,
            Model = BenchModel.Bundled,
            Plan = PlanMessage.Write(new FleetPlan()),
        };
        var answer = await peer.AskAsync<OperatorRefused>("user/operators", order);
        return answer?.Reason.Contains("refused", StringComparison.Ordinal) is true
            ? null
            : $"the hub says {answer?.Reason ?? "nothing"}";
    }
}
