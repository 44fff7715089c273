using Akka.Actor;
using Google.Protobuf;
using Vitrine.Fleet;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Device;

/// <summary>What a device makes of the end of the actor that worked for it.</summary>
public sealed class WorkerEndTests : IAsyncDisposable
{
    private readonly TinyReleases releases = new();
    private readonly BusyLink link = new();
    private readonly TestDevice device;

    public WorkerEndTests()
    {
        device = new TestDevice(releases, link: link);
        device.Options = device.Options with
        {
            RetryAfter = TimeSpan.FromMilliseconds(20),
            Shadow = device.Options.Shadow with { MinDuration = TimeSpan.FromMilliseconds(500) },
        };
    }

    [Fact]
    public async Task A_transfer_whose_end_is_told_before_its_result_is_not_taken_for_a_failed_one()
    {
        device.Start();
        link.Hub.Model = DeviceStory.Better;
        link.Hub.Offer(releases.Make(onnx: DeviceStory.Better));

        await Soon.True(() => device.Live.Manifest.Version == 4);

        Assert.True(link.WasBusy);
        Assert.Single(device.Happened, line => line.Text.Contains("in the shadow of", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await device.DisposeAsync();
        releases.Dispose();
    }

    /// <summary>Keeps the device busy from the last chunk until the transfer has ended.</summary>
    private sealed class BusyLink : IHubLink
    {
        private IActorRef device = ActorRefs.Nobody;
        private bool isLast;

        public FakeHub Hub { get; } = new();

        public bool WasBusy { get; private set; }

        public void Attach(IActorRef receiver)
        {
            device = receiver;
            Hub.Attach(receiver);
        }

        public void Renew() => Hub.Renew();

        public void Send(IMessage message)
        {
            Hub.Send(message);
            if (message is PullChunk pull && pull.Offset + pull.Length == Hub.Model.Length)
            {
                isLast = true;
                device.Tell(LinkRenewed.Instance, ActorRefs.NoSender);
            }
            else if (message is DeviceState && isLast)
            {
                isLast = false;
                WasBusy = SpinWait.SpinUntil(() => Workers.All(worker => worker.Cell.IsTerminated), Soon.Deadline);
            }
        }

        private IEnumerable<LocalActorRef> Workers => ((ActorRefWithCell)device).Children.Cast<LocalActorRef>();
    }
}
