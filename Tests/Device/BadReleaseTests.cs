using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Vitrine.Fleet.Releases;
using Vitrine.Tests.Vision.Attributes;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Device;

/// <summary>Releases that come damaged, cut off, or should not come at all.</summary>
public sealed class BadReleaseTests : IAsyncDisposable
{
    private static readonly byte[] Better = DeviceStory.Better;
    private readonly DeviceStory story = new();

    private TestDevice Device => story.Device;

    [Theory]
    [InlineData(false, RefusalReason.DamagedChunk)]
    [InlineData(true, RefusalReason.Truncated)]
    public async Task What_comes_damaged_or_cut_off_is_refused_and_the_live_model_stays(bool cut, RefusalReason reason)
    {
        Device.Hub.OnTheWay = chunk =>
            chunk.Offset == 0 ? chunk
            : cut ? Cut(chunk)
            : Flip(chunk);
        Device.Start();
        var release = story.Offer(Better);

        await story.Came(RolloutPhase.Refused, release);

        Assert.Equal(3, Device.Live.Manifest.Version);
        Assert.True(Device.Metrics.Refused(reason) >= 1);
        Assert.Equal(["journal.json"], Directory.EnumerateFiles(Device.Folder).Select(file => Path.GetFileName(file)));
    }

    [Fact]
    public async Task A_model_whose_shape_does_not_fit_is_refused_before_it_sees_a_face()
    {
        Device.Start();
        var statement = Statement.Parser.ParseFrom(story.Releases.Make(onnx: Better).Statement);
        var manifest = JsonNode.Parse(statement.Manifest.ToStringUtf8())!;
        manifest["input"]!["width"] = 32;
        statement.Manifest = ByteString.CopyFromUtf8(manifest.ToJsonString());
        var signed = story.Releases.Key.Sign(statement);
        Device.Hub.Model = Better;
        Device.Hub.Offer(signed);

        await story.Came(RolloutPhase.Refused, ReleaseVerification.Read(signed, story.Releases.Keys));

        OneLine.Says(Device.Hub.Last.Progress.Reason, "Unfit", "does not match its manifest");
    }

    [Fact]
    public async Task A_model_that_needs_another_file_is_refused_though_a_trusted_key_signed_it()
    {
        Device.Start();
        var onnx = TinyOnnx.OfOtherFile("../../etc/passwd");
        var statement = Statement.Parser.ParseFrom(story.Releases.Make(onnx: Better).Statement);
        var manifest = JsonNode.Parse(statement.Manifest.ToStringUtf8())!;
        var hash = SHA256.HashData(onnx);
        manifest["sha256"] = Convert.ToHexString(hash);
        (statement.Manifest, statement.Bytes) = (ByteString.CopyFromUtf8(manifest.ToJsonString()), onnx.Length);
        (statement.Sha256, statement.ChunkSha256[0]) = (ByteString.CopyFrom(hash), ByteString.CopyFrom(hash));
        while (statement.ChunkSha256.Count > 1)
        {
            statement.ChunkSha256.RemoveAt(1);
        }

        var signed = story.Releases.Key.Sign(statement);
        Device.Hub.Model = onnx;
        Device.Hub.Offer(signed);

        await story.Came(RolloutPhase.Refused, ReleaseVerification.Read(signed, story.Releases.Keys));

        OneLine.Says(Device.Hub.Last.Progress.Reason, "Unfit", "in another file");
        Assert.Equal(3, Device.Live.Manifest.Version);
    }

    [Fact]
    public async Task An_offer_that_nobody_trusted_has_signed_is_refused_and_reported()
    {
        Device.Start();
        using var others = new TinyReleases();
        var signed = others.Make(onnx: Better);
        Device.Hub.Offer(signed);

        await Soon.True(() =>
            Device.Hub.States.Any(s =>
                s.Progress is { } p && p.Release.Equals(Release.IdOf(signed), StringComparison.Ordinal)
            )
        );

        OneLine.Says(Device.Hub.Last.Progress.Reason, "UnknownKey");
        Assert.Empty(Device.Hub.Pulls);
        Assert.Equal(1, Device.Metrics.Refused(RefusalReason.UnknownKey));
    }

    [Fact]
    public async Task Chunks_that_get_lost_are_asked_for_again()
    {
        var random = new Random(1);
        var lost = 0;
        Device.Hub.OnTheWay = chunk =>
        {
            var isLost = random.Next(2) == 0;
            lost += isLost ? 1 : 0;
            return isLost ? null : chunk;
        };
        Device.Start();

        await story.Came(RolloutPhase.Live, story.Offer(Better));
        Assert.InRange(lost, 1, 100);
    }

    public ValueTask DisposeAsync() => story.DisposeAsync();

    private static Chunk Flip(Chunk chunk)
    {
        var data = chunk.Data.ToByteArray();
        data[99] ^= 1;
        return new Chunk(chunk) { Data = ByteString.CopyFrom(data) };
    }

    private static Chunk Cut(Chunk chunk) => new(chunk) { Data = ByteString.CopyFrom(chunk.Data.Span[..100]) };
}
