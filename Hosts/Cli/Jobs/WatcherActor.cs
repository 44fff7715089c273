using System.Threading.Channels;
using Akka.Actor;
using Google.Protobuf;
using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Jobs;

/// <summary>
/// The watcher's end of a watch. In, from the coordinator: <see cref="JobEvents"/>, <see cref="JobDetails"/>,
/// <see cref="RequestRefused"/>. Out, to it: <see cref="WatchJob"/>, <see cref="WatchAck"/>, <see cref="ShowJob"/>,
/// <see cref="UnwatchJob"/>. A coordinator that takes over knows of no watcher, so the watch is asked for again and again.
/// </summary>
internal sealed class WatcherActor : ReceiveActor, IWithTimers
{
    private const int WatchEvery = 2;
    private const int Patience = 6;
    private static readonly TimeSpan TickEvery = TimeSpan.FromSeconds(1);
    private readonly ActorSelection jobs;
    private readonly string id;
    private readonly ChannelWriter<IMessage> said;
    private long last;
    private int ticks;
    private int heard;

    /// <param name="jobs">The way to the coordinator.</param>
    /// <param name="id">The job.</param>
    /// <param name="after">The last event that the reader has; 0: none.</param>
    /// <param name="said">Takes what comes; what it does not take now is asked for again.</param>
    /// <param name="lost">Done when the connection is.</param>
    public WatcherActor(ActorSelection jobs, string id, long after, ChannelWriter<IMessage> said, Task<string> lost)
    {
        (this.jobs, this.id, this.said, last) = (jobs, id, said, after);
        Receive<JobEvents>(Take);
        Receive<JobDetails>(job =>
        {
            heard = ticks;
            said.TryWrite(job);
        });
        Receive<RequestRefused>(refused => End(new BadInputException(refused.Reason)));
        Receive<Moment>(_ => OnTick());
        Receive<string>(reason => End(new CoordinatorLostException(reason)));
        _ = lost.PipeTo(Self);
    }

    private enum Moment
    {
        Tick,
    }

    /// <inheritdoc />
    public ITimerScheduler Timers { get; set; } = null!;

    /// <inheritdoc />
    protected override void PreStart() => Timers.StartPeriodicTimer(Moment.Tick, Moment.Tick, TimeSpan.Zero, TickEvery);

    /// <inheritdoc />
    protected override void PostStop()
    {
        jobs.Tell(new UnwatchJob { Id = id }, Self);
        said.TryComplete();
    }

    private void OnTick()
    {
        if (ticks - heard >= Patience)
        {
            End(new CoordinatorLostException($"has not answered for {Patience * TickEvery.TotalSeconds:0} s"));
            return;
        }

        if (ticks % WatchEvery == 0)
        {
            jobs.Tell(new WatchJob { Id = id, After = last }, Self);
        }

        jobs.Tell(new ShowJob { Id = id }, Self);
        ticks++;
    }

    private void Take(JobEvents part)
    {
        heard = ticks;
        var news = new JobEvents { Id = part.Id, Ended = part.Ended };
        news.Events.Add(part.Events.Where(happened => happened.Number > last));
        if (!said.TryWrite(news))
        {
            return;
        }

        last = Math.Max(last, part.Events.Count > 0 ? part.Events[^1].Number : 0);
        jobs.Tell(new WatchAck { Id = id, Number = last }, Self);
    }

    private void End(Exception reason)
    {
        said.TryComplete(reason);
        Context.Stop(Self);
    }
}
