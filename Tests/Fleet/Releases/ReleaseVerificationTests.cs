using System.Collections.Immutable;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Vitrine.Fleet.Releases;
using Vitrine.Tests.Device;
using Vitrine.Tests.Vision.Attributes;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Fleet.Releases;

public sealed class ReleaseVerificationTests : IDisposable
{
    private readonly TinyReleases releases = new();

    private static ReleaseTerms Terms =>
        new(
            ImmutableDictionary<string, int>.Empty.Add("gender", 3),
            new Version(0, 1, 0),
            TimeProvider.System.GetUtcNow()
        );

    [Fact]
    public void A_release_of_a_trusted_key_is_taken_and_its_words_are_kept_as_they_were_signed()
    {
        var signed = releases.Make();

        var release = ReleaseVerification.Verify(signed, releases.Keys, Terms);

        Assert.Equal(("gender", 4), (release.Task, release.Version));
        Assert.Equal(release.Sha256, release.Manifest.Sha256, ignoreCase: true);
        Assert.Equal(4, release.Manifest.Version);
        Assert.Same(signed, release.Envelope);
    }

    public static TheoryData<string, RefusalReason> Lies { get; } =
        new()
        {
            { "format", RefusalReason.Malformed },
            { "10 GB", RefusalReason.TooLarge },
            { "no bytes", RefusalReason.Malformed },
            { "negative bytes", RefusalReason.Malformed },
            { "tiny chunks", RefusalReason.ChunkSize },
            { "huge chunks", RefusalReason.ChunkSize },
            { "a hash too many", RefusalReason.ChunkSize },
            { "a hash too few", RefusalReason.ChunkSize },
            { "a short hash", RefusalReason.ChunkSize },
            { "expired", RefusalReason.Expired },
            { "from the future", RefusalReason.NotYetIssued },
            { "no time", RefusalReason.Malformed },
            { "an impossible time", RefusalReason.Malformed },
            { "newer engine", RefusalReason.EngineTooOld },
            { "no engine", RefusalReason.Malformed },
            { "other task", RefusalReason.OtherTask },
            { "older", RefusalReason.Manifest },
            { "other model", RefusalReason.Manifest },
            { "no manifest", RefusalReason.Manifest },
            { "no golden vectors", RefusalReason.Malformed },
            { "golden vectors of another shape", RefusalReason.Malformed },
            { "any answer is golden", RefusalReason.Malformed },
        };

    [Theory]
    [MemberData(nameof(Lies))]
    public void A_signed_statement_that_cannot_hold_is_refused_for_one_reason(string lie, RefusalReason reason)
    {
        var signed = releases.Changed(statement => Tell(lie, statement));

        Assert.Equal(reason, Refused(signed).Reason);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(2)]
    public void An_older_or_equal_version_is_refused(int version) =>
        Assert.Equal(RefusalReason.NotNewer, Refused(releases.Make(version: version)).Reason);

    [Fact]
    public void A_task_that_the_device_does_not_run_is_refused() =>
        Assert.Equal(RefusalReason.OtherTask, Refused(releases.Make("age", TinyModels.Age)).Reason);

    [Fact]
    public void A_model_of_other_labels_than_the_one_it_would_replace_is_refused()
    {
        var signed = releases.Make("hat", TinyModels.Gender);
        var terms = Terms with { Highest = Terms.Highest.Add("hat", 3) };
        ReleaseVerification.Verify(signed, releases.Keys, terms with { Labels = Live("with", "without") });

        var refused = Assert.Throws<RefusedReleaseException>(() =>
            ReleaseVerification.Verify(signed, releases.Keys, terms with { Labels = Live("without", "with") })
        );

        Assert.Equal(RefusalReason.Manifest, refused.Reason);
        OneLine.Says(refused.Message, "labels", "without, with");

        static ImmutableDictionary<string, IReadOnlyList<string>> Live(params string[] labels) =>
            ImmutableDictionary<string, IReadOnlyList<string>>.Empty.Add("hat", labels);
    }

    [Fact]
    public void Whatever_bit_is_flipped_the_signature_does_not_fit_any_more()
    {
        var signed = releases.Make();
        var random = new Random(1);
        for (var i = 0; i < 500; i++)
        {
            var bytes = signed.Statement.ToByteArray();
            var bit = random.Next(bytes.Length * 8);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));

            var flipped = new SignedStatement(signed) { Statement = ByteString.CopyFrom(bytes) };

            Assert.Equal(RefusalReason.WrongSignature, Refused(flipped).Reason);
        }
    }

    [Fact]
    public void A_key_that_is_not_trusted_is_named()
    {
        using var stranger = SigningKey.Create();
        var signed = stranger.Sign(Statement.Parser.ParseFrom(releases.Make().Statement));

        var refused = Refused(signed);

        Assert.Equal(RefusalReason.UnknownKey, refused.Reason);
        OneLine.Says(refused.Message, stranger.Id[..12]);
    }

    [Fact]
    public void A_stranger_who_names_a_trusted_key_is_refused()
    {
        using var stranger = SigningKey.Create();
        var signed = stranger.Sign(Statement.Parser.ParseFrom(releases.Make().Statement));
        signed.Signatures[0].Key = releases.Key.Id;

        Assert.Equal(RefusalReason.WrongSignature, Refused(signed).Reason);
    }

    [Fact]
    public void Without_trusted_keys_nothing_is_taken()
    {
        var signed = releases.Make();

        var refused = Assert.Throws<RefusedReleaseException>(() =>
            ReleaseVerification.Verify(signed, TrustedKeys.None, Terms)
        );

        Assert.Equal(RefusalReason.UnknownKey, refused.Reason);
    }

    [Fact]
    public void A_statement_without_end_is_not_even_hashed()
    {
        var signed = releases.Make();
        signed.Statement = ByteString.CopyFrom(new byte[ReleaseLimits.MostStatement + 1]);

        Assert.Equal(RefusalReason.Malformed, Refused(signed).Reason);
    }

    [Fact]
    public void The_largest_statement_fits_a_frame_of_the_wire() =>
        Assert.True(
            ReleaseLimits.MostStatement
                >= (ReleaseLimits.MostBytes / ReleaseLimits.LeastChunk * 34) + ReleaseLimits.MostManifest
                && ReleaseLimits.MostStatement < 120_000
        );

    [Fact]
    public void The_key_that_signed_a_taken_release_is_asked_for_again_when_the_device_starts()
    {
        var signed = releases.Changed(statement => Tell("expired", statement));

        Assert.Equal(4, ReleaseVerification.Read(signed, releases.Keys).Version);
        Assert.Throws<RefusedReleaseException>(() => ReleaseVerification.Read(signed, TrustedKeys.None));
    }

    public void Dispose() => releases.Dispose();

    private static void Tell(string lie, Statement s)
    {
        var now = TimeProvider.System.GetUtcNow();
        Action tell = lie switch
        {
            "format" => () => s.Format = 2,
            "10 GB" => () => s.Bytes = 10L << 30,
            "no bytes" => () => s.Bytes = 0,
            "negative bytes" => () => s.Bytes = -1,
            "tiny chunks" => () => s.ChunkBytes = 1,
            "huge chunks" => () => s.ChunkBytes = 1 << 30,
            "a hash too many" => () => s.ChunkSha256.Add(s.ChunkSha256[0]),
            "a hash too few" => s.ChunkSha256.Clear,
            "a short hash" => () => s.ChunkSha256[0] = ByteString.CopyFrom(1, 2),
            "expired" => () => s.Expires = Timestamp.FromDateTimeOffset(now.AddSeconds(-1)),
            "from the future" => () => s.Issued = Timestamp.FromDateTimeOffset(now.AddDays(2)),
            "no time" => () => s.Expires = null,
            "an impossible time" => () => s.Expires.Seconds = long.MaxValue,
            "newer engine" => () => s.MinimumEngine = "0.2.0",
            "no engine" => () => s.MinimumEngine = "new",
            "other task" => () => s.Task = "age",
            "older" => () => s.Version = 2,
            "other model" => () => s.Sha256 = ByteString.CopyFrom(new byte[32]),
            "no manifest" => () => s.Manifest = ByteString.Empty,
            "no golden vectors" => s.Golden.Clear,
            "golden vectors of another shape" => () => s.Golden[0].Probabilities.Add(0),
            _ => () => s.GoldenTolerance = 1,
        };
        tell();
    }

    private RefusedReleaseException Refused(SignedStatement signed)
    {
        var refused = Assert.Throws<RefusedReleaseException>(() =>
            ReleaseVerification.Verify(signed, releases.Keys, Terms)
        );
        OneLine.Says(refused.Message);
        return refused;
    }
}
