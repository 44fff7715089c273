using Google.Protobuf;
using Vitrine.Device;
using Vitrine.Fleet.Releases;
using Vitrine.Tests.Vision.Attributes;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Device;

public sealed class TransferStateTests : IDisposable
{
    private static readonly byte[] Model = TinyReleases.Large(TinyModels.Gender, 1_000_000);

    private readonly TinyReleases releases = new();
    private readonly Release release;

    public TransferStateTests() => release = releases.Release(onnx: Model);

    [Fact]
    public void It_takes_as_long_as_the_rate_limit_says()
    {
        var (state, now) = (Begin(), TimeSpan.Zero);
        while (!state.Complete)
        {
            now += state.Wait(now);
            (state, _) = Answer(state, now);
        }

        Assert.Equal((1_000_000, 0), (state.Received, state.Resent));
        Assert.InRange(now.TotalSeconds, (1_000_000 - 32768) / 256_000.0, 1_000_000 / 256_000.0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_is_lost_repeated_or_damaged_on_the_way_the_bytes_are_right_in_the_end(int seed)
    {
        var random = new Random(seed);
        var (state, got) = (Begin(), new MemoryStream());
        var late = new List<Chunk>();
        while (!state.Complete)
        {
            (state, var pull) = state.Ask(TimeSpan.FromHours(1));
            var chunk = Served(pull);
            late.Add(chunk);
            var came = random.Next(5) switch
            {
                0 => null,
                1 when state.Damaged == 0 => Flip(chunk, random),
                2 => late[random.Next(late.Count)],
                _ => chunk,
            };
            if (came is not null)
            {
                (state, var keep) = state.Take(came);
                got.Write(keep ? came.Data.Span : []);
            }
        }

        Assert.Equal(Model, got.ToArray());
        Assert.Equal(state.Received, 1_000_000 + state.Resent);
    }

    [Fact]
    public void A_chunk_that_comes_damaged_three_times_in_a_row_ends_it()
    {
        var state = Begin();
        for (var time = 1; time < TransferState.MostDamaged; time++)
        {
            (state, var keep) = Answer(state, TimeSpan.Zero, chunk => Flip(chunk, new Random(time)));
            Assert.False(keep || state.Asked);
        }

        Assert.Equal(RefusalReason.DamagedChunk, Refused(state, chunk => Flip(chunk, new Random(9))));
    }

    [Fact]
    public void A_short_chunk_is_the_end_of_a_truncated_stream() =>
        Assert.Equal(
            RefusalReason.Truncated,
            Refused(Begin(), chunk => new Chunk(chunk) { Data = ByteString.CopyFrom(chunk.Data.Span[..^1]) })
        );

    [Fact]
    public void A_chunk_that_is_larger_than_it_was_announced_is_a_lie() =>
        Assert.Equal(
            RefusalReason.ChunkSize,
            Refused(Begin(), chunk => new Chunk(chunk) { Data = ByteString.CopyFrom([.. chunk.Data.Span, 0]) })
        );

    [Fact]
    public void The_last_chunk_may_be_short_but_no_shorter_than_it_was_announced()
    {
        var last = 1_000_000 / 32768 * 32768;
        var state = TransferState.Begin(release, last, 0, new TransferOptions(), TimeSpan.Zero);

        Assert.True(Answer(state, TimeSpan.Zero).Next.Complete);
        Assert.Equal(
            RefusalReason.Truncated,
            Refused(state, chunk => new Chunk(chunk) { Data = ByteString.CopyFrom(chunk.Data.Span[..^1]) })
        );
    }

    [Fact]
    public void A_chunk_of_another_release_is_not_kept()
    {
        var (next, keep) = Answer(Begin(), TimeSpan.Zero, chunk => new Chunk(chunk) { Release = "other" });

        Assert.False(keep);
        Assert.Equal((0, 32768), (next.Offset, next.Resent));
    }

    [Fact]
    public void Asking_again_for_what_did_not_come_costs_no_tokens()
    {
        var (asked, _) = Begin().Ask(TimeSpan.Zero);
        var (again, _) = asked.Ask(TimeSpan.Zero);

        Assert.Equal(asked.Bucket, again.Bucket);
    }

    public void Dispose() => releases.Dispose();

    private TransferState Begin() => TransferState.Begin(release, 0, 0, new TransferOptions(), TimeSpan.Zero);

    private static (TransferState Next, bool Keep) Answer(
        TransferState state,
        TimeSpan now,
        Func<Chunk, Chunk>? change = null
    )
    {
        var (asked, pull) = state.Ask(now);
        return asked.Take(change is null ? Served(pull) : change(Served(pull)));
    }

    private static RefusalReason Refused(TransferState state, Func<Chunk, Chunk> change)
    {
        var refused = Assert.Throws<RefusedReleaseException>(() => Answer(state, TimeSpan.Zero, change));
        OneLine.Says(refused.Message);
        return refused.Reason;
    }

    private static Chunk Served(PullChunk pull) =>
        new()
        {
            Release = pull.Release,
            Offset = pull.Offset,
            Data = ByteString.CopyFrom(Model.AsSpan((int)pull.Offset, pull.Length)),
        };

    private static Chunk Flip(Chunk chunk, Random random)
    {
        var data = chunk.Data.ToByteArray();
        data[random.Next(data.Length)] ^= (byte)(1 << random.Next(8));
        return new Chunk(chunk) { Data = ByteString.CopyFrom(data) };
    }
}
