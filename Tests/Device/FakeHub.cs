using System.Collections.Concurrent;
using Akka.Actor;
using Google.Protobuf;
using Vitrine.Fleet;
using Vitrine.Fleet.Releases;
using Vitrine.Wire;

namespace Vitrine.Tests.Device;

/// <summary>A hub in the same process: leases with one order, and the chunks of one model.</summary>
internal sealed class FakeHub : IHubLink
{
    private volatile IActorRef device = ActorRefs.Nobody;
    private volatile Lease lease = new() { Seconds = 30 };
    private volatile TaskCompletionSource? cut;
    private int left;

    /// <summary>What the device told of itself.</summary>
    public ConcurrentQueue<DeviceState> States { get; } = [];

    public ConcurrentQueue<PullChunk> Pulls { get; } = [];

    public int Renewed { get; private set; }

    /// <summary>The model that is served; may be changed on the way.</summary>
    public byte[] Model { get; set; } = [];

    public Func<Chunk, Chunk?> OnTheWay { get; set; } = chunk => chunk;

    /// <summary>Whether it answers at all.</summary>
    public bool IsThere { get; set; } = true;

    /// <summary>Answers all but the last of so many messages, then nothing more.</summary>
    /// <returns>Done when the last has come.</returns>
    public Task FallsSilentAt(int message)
    {
        (left, IsThere) = (message, true);
        cut = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return cut.Task;
    }

    public DeviceState Last => States.Last();

    public void Offer(SignedStatement release, double seconds = 30) =>
        Order(new Lease { Seconds = seconds, Offer = release });

    public void Withdraw(SignedStatement release, string reason) =>
        Order(
            new Lease
            {
                Seconds = 30,
                Withdraw = new Withdrawal { Release = Release.IdOf(release), Reason = reason },
            }
        );

    /// <summary>From now on leases are over soon.</summary>
    public void ShortLease() => Order(new Lease { Seconds = 1 });

    /// <summary>The connection breaks, and is made anew.</summary>
    public void Break() => device.Tell(LinkRenewed.Instance, ActorRefs.NoSender);

    /// <summary>It cannot be dialled.</summary>
    public void Fail(string why) => device.Tell(new LinkFailed(why), ActorRefs.NoSender);

    public void Attach(IActorRef receiver) => device = receiver;

    public void Renew() => Renewed++;

    public void Send(IMessage message)
    {
        if (message is DeviceState state)
        {
            States.Enqueue(state);
        }

        if (Interlocked.Decrement(ref left) == 0 && cut is { } last)
        {
            IsThere = false;
            last.SetResult();
        }

        if (!IsThere)
        {
            return;
        }

        if (message is PullChunk pull)
        {
            Pulls.Enqueue(pull);
            var chunk = new Chunk
            {
                Release = pull.Release,
                Offset = pull.Offset,
                Data = ByteString.CopyFrom(Model.AsSpan((int)pull.Offset, pull.Length)),
            };
            if (OnTheWay(chunk) is { } sent)
            {
                device.Tell(sent, ActorRefs.NoSender);
            }
        }
        else
        {
            device.Tell(lease, ActorRefs.NoSender);
        }
    }

    private void Order(Lease order)
    {
        lease = order;
        device.Tell(order, ActorRefs.NoSender);
    }
}
