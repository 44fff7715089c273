using Vitrine.Dataflow;
using Vitrine.Hosts.Edge.Sinks;
using Vitrine.Pipelines;
using Vitrine.Vision.Attributes;
using Vitrine.Vision.Counting;
using Vitrine.Vision.Detection;
using Vitrine.Vision.Synthetic;
using Vitrine.Vision.Tracking;
using Vitrine.Windows.Subscriptions;
using Vitrine.Wire;
using static Vitrine.Hosts.Edge.Configuration.Setting;

namespace Vitrine.Hosts.Edge.Configuration;

/// <summary>Every setting of config.hocon. The defaults are those of the options they set.</summary>
public static class Settings
{
    /// <summary>In the order of config.hocon.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        Number(
            "source.pictures-per-second",
            0.01,
            120,
            "pictures a second",
            (o, v) => o with { PicturesPerSecond = v }
        ),
        .. OfTheScene,
        .. OfTheDetector,
        .. OfTheTracker,
        .. OfTheClassifiers,
        .. OfWindows,
        PlaceSettings.Lines,
        PlaceSettings.Zones,
        .. OfSupervision,
        .. OfAccess,
        .. RolloutSettings.All,
        Text("events.remote", "HOST:PORT, or none", (o, v) => o with { Events = EventsAddress.Parse(v) }),
        .. WindowSinks.Kinds.SelectMany(OfSink),
    ];

    private static IEnumerable<Setting> OfSink(SinkOptions kind) =>
        kind.Settings.Select(setting =>
            Text(
                $"{kind.Name}.{setting.Key}",
                setting.Range,
                (o, v) => o with { Sinks = o.Sinks.With(kind, setting.Apply(o.Sinks.Of(kind), v)) }
            )
        );

    private static IEnumerable<Setting> OfTheScene =>
        [
            Whole("synthetic.seed", 0, int.MaxValue, "", Scene((s, v) => s with { Seed = v })),
            Whole("synthetic.width", 160, 3840, "pixels", Scene((s, v) => s with { Width = v })),
            Whole("synthetic.height", 120, 2160, "pixels", Scene((s, v) => s with { Height = v })),
            Whole(
                "synthetic.frames-per-second",
                1,
                60,
                "frames a second",
                Scene((s, v) => s with { FramesPerSecond = v })
            ),
            Whole(
                "synthetic.visitors-per-minute",
                1,
                120,
                "visitors a minute",
                Scene((s, v) => s with { VisitorsPerMinute = v })
            ),
            Whole("synthetic.max-at-once", 1, 12, "visitors", Scene((s, v) => s with { MaxAtOnce = v })),
        ];

    private static IEnumerable<Setting> OfTheDetector =>
        [
            Whole("detector.workers", 1, 16, "threads", Detector<int>((d, v) => d with { Workers = v })),
            Whole("detector.width", 160, 4096, "pixels", Detector<int>((d, v) => d with { Width = v })),
            File("detector.haar.cascade", Detector<string>((d, v) => d with { Cascade = v })),
            Number("detector.haar.scale-factor", 1.01, 2, "", Haar<double>((h, v) => h with { ScaleFactor = v })),
            Whole("detector.haar.min-neighbours", 1, 50, "hits", Haar<int>((h, v) => h with { MinNeighbours = v })),
            Whole("detector.haar.min-size", 20, 2000, "pixels", Haar<int>((h, v) => h with { MinSize = v })),
            Whole("detector.haar.max-size", 0, 4000, "pixels, 0 for none", Haar<int>((h, v) => h with { MaxSize = v })),
            File("detector.yunet.model", Detector<string>((d, v) => d with { YuNet = v.Length == 0 ? null : v })),
            Number("detector.yunet.score", 0, 1, "", Detector<double>((d, v) => d with { YuNetScore = (float)v })),
        ];

    private static IEnumerable<Setting> OfTheTracker =>
        [
            Whole("tracker.confirm-hits", 1, 100, "faces", Tracker<int>((t, v) => t with { ConfirmHits = v })),
            Seconds("tracker.confirm-after", 0, 60, Tracker<TimeSpan>((t, v) => t with { ConfirmAfter = v })),
            Number(
                "tracker.confirm-travel",
                0,
                10,
                "face sizes",
                Tracker<double>((t, v) => t with { ConfirmTravel = (float)v })
            ),
            Seconds("tracker.forget-after", 0.1, 60, Tracker<TimeSpan>((t, v) => t with { ForgetAfter = v })),
            Seconds("tracker.lost-after", 0.1, 600, Tracker<TimeSpan>((t, v) => t with { LostAfter = v })),
            Number("tracker.start-score", 0, 1, "", Tracker<double>((t, v) => t with { StartScore = (float)v })),
            Number("tracker.reach", 0.5, 20, "face sizes", Tracker<double>((t, v) => t with { Reach = (float)v })),
            Number("tracker.size-ratio", 1.05, 5, "", Tracker<double>((t, v) => t with { SizeRatio = (float)v })),
        ];

    private static IEnumerable<Setting> OfTheClassifiers =>
        [
            Whole("classification.max-votes", 1, 100, "votes", Classification<int>((c, v) => c with { MaxVotes = v })),
            Number(
                "classification.growth",
                1.01,
                10,
                "",
                Classification<double>((c, v) => c with { Growth = (float)v })
            ),
            Switch("classification.every-face", Classification<bool>((c, v) => c with { EveryFace = v })),
        ];

    private static IEnumerable<Setting> OfWindows =>
        [
            Text(
                "device.name",
                $"letters, digits, '.', '_' and '-', at most {DeviceName.Most}, or nothing for the host's name",
                Windows<string>((w, v) => v.Length == 0 ? w : w with { Device = DeviceName.Parse(v) })
            ),
            Seconds("windows.seconds", 1, 86400, Windows<TimeSpan>((w, v) => w with { Length = v })),
            Whole("windows.keep", 1, 3650, "days", Windows<int>((w, v) => w with { Keep = TimeSpan.FromDays(v) })),
            Whole("windows.min-cell", 0, 100, "people", Windows<int>((w, v) => w with { MinCell = v })),
        ];

    private static IEnumerable<Setting> OfSupervision =>
        [
            Whole(
                "supervision.restart-after",
                1,
                1000,
                "failures in a row",
                Supervision<int>((s, v) => s with { RestartAfter = v })
            ),
            Seconds("supervision.min-back-off", 0.01, 60, Supervision<TimeSpan>((s, v) => s with { MinBackOff = v })),
            Seconds("supervision.max-back-off", 0.01, 3600, Supervision<TimeSpan>((s, v) => s with { MaxBackOff = v })),
            Whole(
                "supervision.degrade-after",
                1,
                1000,
                "restarts in a row",
                Supervision<int>((s, v) => s with { DegradeAfter = v })
            ),
            Seconds("supervision.retry-after", 0.1, 86400, Supervision<TimeSpan>((s, v) => s with { RetryAfter = v })),
        ];

    private static IEnumerable<Setting> OfAccess =>
        [
            Text(
                "access.token",
                $"a secret of {AccessToken.Least} to {AccessToken.Most} characters without spaces, or nothing",
                Access<string>((a, v) => a with { Token = v.Length == 0 ? null : AccessToken.Parse(v) })
            ),
            Switch("access.allow-plain", Access<bool>((a, v) => a with { AllowPlain = v })),
            File("http.certificate", Access<string>((a, v) => a with { Certificate = v.Length == 0 ? null : v })),
            File("http.key", Access<string>((a, v) => a with { Key = v.Length == 0 ? null : v })),
        ];

    private static Func<EdgeOptions, int, EdgeOptions> Scene(Func<SyntheticOptions, int, SyntheticOptions> set) =>
        (options, value) => options with { Synthetic = set(options.Synthetic, value) };

    private static Func<EdgeOptions, T, EdgeOptions> Detector<T>(Func<DetectorOptions, T, DetectorOptions> set) =>
        (options, value) => options with { Detector = set(options.Detector, value) };

    private static Func<EdgeOptions, T, EdgeOptions> Haar<T>(Func<HaarParameters, T, HaarParameters> set) =>
        Detector<T>((detector, value) => detector with { Haar = set(detector.Haar, value) });

    private static Func<EdgeOptions, T, EdgeOptions> Tracker<T>(Func<TrackerOptions, T, TrackerOptions> set) =>
        (options, value) => options with { Tracker = set(options.Tracker, value) };

    private static Func<EdgeOptions, T, EdgeOptions> Classification<T>(
        Func<ClassificationOptions, T, ClassificationOptions> set
    ) => (options, value) => options with { Classification = set(options.Classification, value) };

    private static Func<EdgeOptions, T, EdgeOptions> Windows<T>(Func<WindowOptions, T, WindowOptions> set) =>
        (options, value) => options with { Windows = set(options.Windows, value) };

    private static Func<EdgeOptions, T, EdgeOptions> Supervision<T>(
        Func<SupervisionOptions, T, SupervisionOptions> set
    ) => (options, value) => options with { Supervision = set(options.Supervision, value) };

    private static Func<EdgeOptions, T, EdgeOptions> Access<T>(Func<AccessOptions, T, AccessOptions> set) =>
        (options, value) => options with { Access = set(options.Access, value) };
}
