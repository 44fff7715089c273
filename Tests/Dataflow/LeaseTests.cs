using System.Collections.Concurrent;
using Vitrine.Dataflow;
using Vitrine.Tests.Dataflow.Simulation;
using Xunit;

namespace Vitrine.Tests.Dataflow;

public sealed class LeaseTests
{
    [Fact]
    public void A_thing_goes_back_when_its_last_hold_does()
    {
        using var pool = new LeasePool<Token>(1, () => new Token());
        var lease = pool.Rent();
        var share = lease.Share();
        lease.Dispose();
        Assert.Equal(1, pool.Outstanding);
        Assert.NotNull(share.Value);
        share.Dispose();
        Assert.Equal(0, pool.Outstanding);
    }

    [Fact]
    public void Disposing_twice_is_harmless()
    {
        using var pool = new LeasePool<Token>(1, () => new Token());
        var lease = pool.Rent();
        var share = lease.Share();
        lease.Dispose();
        lease.Dispose();
        Assert.Equal(1, pool.Outstanding);
        share.Dispose();
        share.Dispose();
        Assert.Equal(0, pool.Outstanding);
    }

    [Fact]
    public void A_lease_given_back_can_be_neither_read_nor_shared()
    {
        using var pool = new LeasePool<Token>(1, () => new Token());
        var lease = pool.Rent();
        lease.Dispose();
        Assert.Throws<ObjectDisposedException>(() => lease.Value);
        Assert.Throws<ObjectDisposedException>(lease.Share);
    }

    [Fact]
    public void What_comes_back_is_lent_again()
    {
        var made = 0;
        using var pool = new LeasePool<Token>(
            2,
            () =>
            {
                made++;
                return new Token();
            }
        );
        for (var i = 0; i < 100; i++)
        {
            using var one = pool.Rent();
            using var other = pool.Rent();
            Assert.NotSame(one.Value, other.Value);
        }

        Assert.Equal(2, made);
    }

    [Fact]
    public void More_than_the_limit_is_refused_and_changes_nothing()
    {
        using var pool = new LeasePool<Token>(1, () => new Token());
        using (pool.Rent())
        {
            Assert.Throws<InvalidOperationException>(pool.Rent);
            Assert.Equal(1, pool.Outstanding);
        }

        pool.Rent().Dispose();
        Assert.Equal(0, pool.Outstanding);
    }

    [Fact]
    public void A_thing_that_cannot_be_made_takes_no_place()
    {
        using var pool = new LeasePool<Token>(1, () => throw new IOException());
        Assert.Throws<IOException>(pool.Rent);
        Assert.Throws<IOException>(pool.Rent);
        Assert.Equal(0, pool.Outstanding);
    }

    [Fact]
    public void A_disposed_pool_frees_what_is_idle_and_what_comes_back_later()
    {
        var pool = new LeasePool<Token>(2, () => new Token());
        var late = pool.Rent();
        var (lateToken, idle) = (late.Value, pool.Rent());
        var idleToken = idle.Value;
        idle.Dispose();
        pool.Dispose();
        Assert.True(idleToken.IsFreed);
        Assert.False(lateToken.IsFreed);
        late.Dispose();
        Assert.True(lateToken.IsFreed);
        Assert.Throws<ObjectDisposedException>(pool.Rent);
    }

    [Fact]
    public void Many_threads_share_a_pool_without_losing_or_doubling_a_thing()
    {
        const int Threads = 8;
        using var pool = new LeasePool<Token>(Threads, () => new Token());
        var users = new ConcurrentDictionary<Token, int>();
        Parallel.For(
            0,
            20_000,
            new ParallelOptions { MaxDegreeOfParallelism = Threads },
            _ =>
            {
                var lease = pool.Rent();
                Assert.True(users.TryAdd(lease.Value, 0), "Two have the same thing.");
                var share = lease.Share();
                users.TryRemove(lease.Value, out var _);
                Parallel.Invoke(lease.Dispose, share.Dispose, lease.Dispose);
            }
        );
        Assert.Equal(0, pool.Outstanding);
    }
}
