using System.Globalization;
using Vitrine.Bench;
using Vitrine.Bench.Attack;
using Vitrine.Bench.Cluster;
using Vitrine.Bench.Detector;
using Vitrine.Bench.Durability;
using Vitrine.Bench.Fuzz;
using Vitrine.Bench.Rollout;
using Vitrine.Bench.Streams;
using Vitrine.Bench.Subscribers;
using Vitrine.Bench.Tracks;

// A child's verb is one measurement in a process of its own; the parent runs them in turn.
return args switch
{
    ["edge", .. var options] => await EdgeBench.RunAsync(options),
    ["durability", .. var options] => await DurabilityBench.RunAsync(options),
    ["count", var folder, var run, var after, var seconds] => await CountingRun.RunAsync(
        folder,
        int.Parse(run, CultureInfo.InvariantCulture),
        long.Parse(after, CultureInfo.InvariantCulture),
        Child.Seconds(seconds)
    ),
    ["cluster", .. var options] => await ClusterBench.RunAsync(options),
    ["queue", .. var options] => await QueueBench.RunAsync(options),
    ["loop", var clip, var models, var seconds] => Child.Print(
        HandWrittenLoop.Run(clip, models, Child.Seconds(seconds))
    ),
    ["engine", var clip, var models, var seconds, var workers] => Child.Print(
        await EngineRun.RunAsync(clip, models, Child.Seconds(seconds), int.Parse(workers, CultureInfo.InvariantCulture))
    ),
    ["steady", var seconds] => Child.Print(await SteadyRun.RunAsync(Child.Seconds(seconds))),
    ["fuzz", .. var options] => await FuzzBench.RunAsync(
        int.Parse(Options.Value(options, "--requests", "100000"), CultureInfo.InvariantCulture),
        int.Parse(Options.Value(options, "--seed", "1"), CultureInfo.InvariantCulture)
    )
        + await PortFuzzBench.RunAsync(
            int.Parse(Options.Value(options, "--messages", "100000"), CultureInfo.InvariantCulture),
            int.Parse(Options.Value(options, "--seed", "1"), CultureInfo.InvariantCulture)
        ),
    ["subscribers", .. var options] => await SubscribersBench.RunAsync(options),
    ["rollout", .. var options] => await RolloutBench.RunAsync(options),
    ["detector", .. var options] => DetectorBench.Run(options),
    ["tracks", .. var options] => TracksBench.Run(options),
    ["streams", .. var options] => await StreamsBench.RunAsync(options),
    ["attack", .. var options] => await AttackBench.RunAsync(Options.Value(options, "--only", string.Empty)),
    ["hub", var folder] => await HubProcess.RunAsync(folder),
    _ => Usage.Print(),
};
