namespace Vitrine.Bench;

internal static class Usage
{
    private const string Text = """
        Usage: ./vitrine bench edge [--rounds N] [--seconds S]
               ./vitrine bench fuzz [--requests N] [--messages N] [--seed N]
               ./vitrine bench subscribers [--rounds N] [--seconds S]
               ./vitrine bench rollout [--rounds N] [--seconds S] [--swaps N] [--kills N] [--seed N]
               ./vitrine bench durability [--kills N] [--seed N]
               ./vitrine bench streams [--losses N] [--seed N]
               ./vitrine bench attack [--only WORD]
               ./vitrine bench detector [--model FILE] [--data DIR[,DIR]]
               ./vitrine bench tracks [--model FILE] [--out DIR]

        fuzz: sends malformed and hostile HTTP requests to a running edge (default 100000, seed 1), and prints how they
        were answered, how its memory grew, how much it logged, and whether it still counts; then does the same with
        messages and rubbish for the port where windows are subscribed to.

        subscribers: the frame rate of an edge with 50 subscribers, ten of them stalled, one reading a stored week,
        and of one without, in turn (default 3 rounds of 60 s); the edge on one core, the subscribers on another.

        rollout: (a) the frame rate of an edge that pulls a model at the default rate limit, and of one that pulls none, in
        turn (default 3 rounds of 20 s); (b) one release to 100 simulated devices, without and with a slow one: how long the
        others take, and the publisher's memory; (c) the longest time from capture to count around N swaps of a model
        (default 5), and without one; (d) N rollouts to an edge (default 10) that is killed at a random moment, and N whose
        link is cut for up to a second: how each ended, and what was sent again. --rounds 0 leaves (a) and (b) out,
        --swaps 0 (c), --kills 0 (d). A swap takes half a minute, a kill or a cut some ten seconds.

        durability: kills the aggregator at N random moments (default 100) under load, and holds what a subscriber saw
        against what was counted: no gap, no repeat, nothing lost but open windows. Then it reads a week of windows.

        streams: an edge that reads a real RTSP server (GStreamer's): H.264, H.265 and MJPEG, over TCP and UDP, with a right and a
        wrong password; then one whose connection is lost N times (default 200) at random moments: closed, the server killed,
        or silent for 12 s. Prints whether pictures came again each time, and how its memory grew.

        attack: starts the programs on this machine, in plain text and over TLS, shows that each port answers those who may
        ask, and tries, as a hostile peer of their ports, whatever should not work: a line for each try, and at last how many
        got in; exit code 1 where one did. --only WORD tries the kinds with that word in their names.

        detector: Vitrine's own detector (FILE, or the one that comes with it), YuNet and Haar side by side, on one thread: milliseconds a picture, faces found
        on recordings, and recall by height on scenes made of the test splits of lists (DIR: what prepare --dataset faces made).

        tracks: people counted and followed in the drawn shop, whose truth is known, by Vitrine's own detector (FILE, or the one that
        comes with it): count error, HOTA, IDF1, MOTA, switches, for every frame and for every second, fourth and eighth.
        --out DIR writes true and followed tracks there, in the format of the MOT challenge.

        edge: measures the edge on this machine and prints ratios from this one run:
          (a) the engine against a hand-written loop that makes the same native calls, on one core and on two
          (b) Vitrine against the sequential Python baseline: same clip, same Haar parameters, same two models,
              every face of every frame classified
          (c) Vitrine as it comes by default against the same baseline
          (d) managed bytes per steady frame without a face, and peak memory
          (e) time to load both models

        --rounds N    how often each pair is run, in turn (default 3)
        --seconds S   how long one run of Vitrine takes (default 8)

        Clips, models and the baseline are looked for in VITRINE_DATA (default: ../shared); without it only (d) runs.

        Usage: ./vitrine bench cluster [--kills N] [--seed N]

        Nodes of the training cluster, each a process, on a few hundred faces of VITRINE_DATA: kills the coordinator N
        times (default 20) while a worker goes through three jobs, and prints whether each ended once and its history has
        no gap; then times a sweep of eight jobs on one worker of one core, and on two.

        Usage: ./vitrine bench queue [--database CONNECTION]

        Measures the training cluster's coordinator with a thousand jobs in its queue: how long submit, list and cancel
        take, and how long a restarted one takes to know them all.

        --database CONNECTION   a PostgreSQL database, which should be empty (default: a SQLite file)
        """;

    public static int Print()
    {
        Console.WriteLine(Text);
        return 2;
    }
}
