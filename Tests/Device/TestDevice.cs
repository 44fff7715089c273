using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using OpenCvSharp;
using Vitrine.Dataflow;
using Vitrine.Device;
using Vitrine.Fleet;
using Vitrine.Models;
using Vitrine.Tests.Vision;
using Vitrine.Vision;
using Vitrine.Vision.Attributes;
using Vitrine.Vision.Detection;
using Vitrine.Vision.Tracking;
using Vitrine.Wire;

namespace Vitrine.Tests.Device;

/// <summary>A device that runs one gender model on faces that it draws, with a folder of its own.</summary>
internal sealed class TestDevice : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FramePool pool = new();
    private readonly TinyReleases releases;
    private ActorSystem? system;
    private IActorRef actor = ActorRefs.Nobody;
    private ModelSlot? slot;
    private CancellationTokenSource faces = new();
    private Task showing = Task.CompletedTask;

    public TestDevice(TinyReleases releases, string name = "shop-1", IHubLink? link = null)
    {
        (this.releases, Name) = (releases, name);
        SetUp = releases.SetUp();
        Link = link ?? Hub;
    }

    public string Name { get; }

    public FaceModels SetUp { get; }

    public FakeHub Hub { get; } = new();

    private IHubLink Link { get; }

    public RolloutMetrics Metrics { get; } = new();

    public ConcurrentQueue<RolloutHappened> Happened { get; } = [];

    public RolloutOptions Options { get; set; } =
        new()
        {
            Transfer = new TransferOptions { BytesPerSecond = 1e9, AnswerWithin = TimeSpan.FromMilliseconds(200) },
            Shadow = new TrialOptions
            {
                Faces = 20,
                MinDuration = TimeSpan.Zero,
                CoreShare = 1,
                TimeRatio = 100,
            },
            Probation = new TrialOptions
            {
                Faces = 20,
                MinDuration = TimeSpan.Zero,
                CoreShare = 1,
                TimeRatio = 100,
            },
        };

    public FaceModel Live => slot!.Live;

    public string Folder => folder.Path;

    /// <summary>Starts the process, so to speak, and shows it faces until it stops.</summary>
    public void Start()
    {
        var disk = new FolderDisk(folder.Path);
        var store = ModelStore.Open(disk, releases.Ring, TimeProvider.System);
        slot = new ModelSlot(store.Over(SetUp)["gender"]!);
        system = ActorSystem.Create(
            "device",
            ConfigurationFactory
                .ParseString("akka { stdout-loglevel = OFF, loglevel = OFF }")
                .WithFallback(NodeSettings.Hocon)
        );
        var happened = Happened;
        var listener = system.ActorOf(Props.Create(() => new Listener(happened)));
        system.EventStream.Subscribe(listener, typeof(NodeEvent));
        var facts = new DeviceFacts(Name, new Version(0, 1, 0), [slot], SetUp, releases.Ring, store);
        var (options, hub, metrics) = (Options, Link, Metrics);
        actor = system.ActorOf(
            Props
                .Create(() => new DeviceActor(facts, options, hub, TimeProvider.System, metrics))
                .WithDispatcher(new NodeSettings().WorkerDispatcher)
        );
        faces = new CancellationTokenSource();
        var token = faces.Token;
        showing = Task.Run(
            () => ShowAsync(new ClassifyStage(slot, TimeProvider.System), token),
            CancellationToken.None
        );
    }

    /// <summary>Its supervision has done all this.</summary>
    public void Supervised(RecentEvents events) => actor.Tell(events);

    /// <summary>Ends it without a word, as kill -9 does.</summary>
    public async Task Kill()
    {
        await faces.CancelAsync();
        await Soon.Done(showing);
        faces.Dispose();
        Link.Attach(ActorRefs.Nobody);
        await Soon.Done(system!.Terminate());
        slot!.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        Metrics.Dispose();
        pool.Dispose();
        folder.Dispose();
    }

    private async Task ShowAsync(ClassifyStage stage, CancellationToken stop)
    {
        using (stage)
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                Show(stage, i % 2 == 0 ? Scalar.White : Scalar.Black);
                await Task.Delay(2, CancellationToken.None);
            }
        }
    }

    private void Show(ClassifyStage stage, Scalar colour)
    {
        var seen = new Sighting(1, new FaceDetection(new Box(5, 5, 20, 20), 1), true);
        using var picture = new Observation(pool.Plain(colour: colour)) { Due = [seen] };
        var part = picture.ShareDue()!;
        try
        {
            stage.Process(part);
        }
        catch (Microsoft.ML.OnnxRuntime.OnnxRuntimeException)
        {
            part.Dispose();
        }
    }

    private sealed class Listener : ReceiveActor
    {
        public Listener(ConcurrentQueue<RolloutHappened> happened) => Receive<RolloutHappened>(happened.Enqueue);
    }
}
