using Vitrine.Device;
using Vitrine.Fleet.Releases;
using Vitrine.Pipelines;
using static Vitrine.Hosts.Edge.Configuration.Setting;

namespace Vitrine.Hosts.Edge.Configuration;

/// <summary>The settings of rollouts.</summary>
internal static class RolloutSettings
{
    /// <summary>In the order of config.hocon.</summary>
    public static IEnumerable<Setting> All =>
        [
            File("rollout.trusted-keys", Rollout<string>((r, v) => r with { TrustedKeys = v.Length == 0 ? null : v })),
            File("rollout.certificates", Rollout<string>((r, v) => r with { Certificates = v.Length == 0 ? null : v })),
            Number(
                "rollout.bytes-per-second",
                16_000,
                1_000_000_000,
                "bytes a second",
                Transfer<double>((t, v) => t with { BytesPerSecond = v })
            ),
            Seconds("rollout.answer-within", 1, 600, Transfer<TimeSpan>((t, v) => t with { AnswerWithin = v })),
            Whole(
                "rollout.most-bytes",
                1,
                ReleaseLimits.MostBytes,
                "bytes",
                Transfer<int>((t, v) => t with { MostBytes = v })
            ),
            .. OfTrial("rollout.shadow", (r, change) => r with { Shadow = change(r.Shadow) }),
            .. OfTrial("rollout.probation", (r, change) => r with { Probation = change(r.Probation) }),
        ];

    private static IEnumerable<Setting> OfTrial(
        string name,
        Func<RolloutOptions, Func<TrialOptions, TrialOptions>, RolloutOptions> set
    )
    {
        return
        [
            Whole($"{name}.faces", 10, 100_000, "faces", Trial<int>((t, v) => t with { Faces = v })),
            Seconds($"{name}.least", 0, 86_400, Trial<TimeSpan>((t, v) => t with { Least = v })),
            Seconds($"{name}.most", 1, 604_800, Trial<TimeSpan>((t, v) => t with { Most = v })),
            Number($"{name}.agreement", 0, 1, "", Trial<double>((t, v) => t with { Agreement = v })),
            Number($"{name}.drift", 0, 1, "", Trial<double>((t, v) => t with { Drift = v })),
            Number($"{name}.slowness", 1, 100, "times", Trial<double>((t, v) => t with { Slowness = v })),
            Number($"{name}.failures", 0, 1, "", Trial<double>((t, v) => t with { Failures = v })),
            Number($"{name}.share", 0.001, 1, "of one core", Trial<double>((t, v) => t with { Share = v })),
        ];

        Func<EdgeOptions, T, EdgeOptions> Trial<T>(Func<TrialOptions, T, TrialOptions> change) =>
            (options, value) => options with { Rollout = set(options.Rollout, trial => change(trial, value)) };
    }

    private static Func<EdgeOptions, T, EdgeOptions> Rollout<T>(Func<RolloutOptions, T, RolloutOptions> set) =>
        (options, value) => options with { Rollout = set(options.Rollout, value) };

    private static Func<EdgeOptions, T, EdgeOptions> Transfer<T>(Func<TransferOptions, T, TransferOptions> set) =>
        Rollout<T>((rollout, value) => rollout with { Transfer = set(rollout.Transfer, value) });
}
