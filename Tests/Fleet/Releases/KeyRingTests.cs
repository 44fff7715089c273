using Vitrine.Fleet.Releases;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Fleet.Releases;

/// <summary>Keys that are replaced and revoked while a device runs.</summary>
public sealed class KeyRingTests : IDisposable
{
    private readonly TemporaryFolder trusted = new();
    private readonly TemporaryFolder learned = new();
    private readonly SigningKey first = SigningKey.Create();
    private readonly SigningKey second = SigningKey.Create();
    private readonly List<string> said = [];

    public KeyRingTests() => first.Write(trusted.Path);

    [Fact]
    public void A_key_that_a_trusted_one_signed_is_trusted_and_stays_so_over_a_start()
    {
        var ring = Open();
        Assert.Equal(RefusalReason.UnknownKey, Reason(ring, second));

        ring.Learn([KeyChanges.Trust(second, [first], 1)], said.Add);

        Assert.Null(Reason(ring, second));
        Assert.Null(Reason(Open(), second));
        OneLine.Says(Assert.Single(said), second.Id[..12], first.Id[..12]);
    }

    [Fact]
    public void A_key_that_a_stranger_signed_is_not_trusted()
    {
        var ring = Open();

        ring.Learn([KeyChanges.Trust(second, [second], 1)], said.Add);

        Assert.Equal(RefusalReason.UnknownKey, Reason(ring, second));
        Assert.Empty(Directory.GetFiles(learned.Path));
    }

    [Fact]
    public void A_revoked_key_signs_nothing_more_neither_releases_nor_changes()
    {
        var ring = Open();
        ring.Learn([KeyChanges.Trust(second, [first], 1), KeyChanges.Revoke(first.Id, [second], 2)], said.Add);
        using var third = SigningKey.Create();

        ring.Learn([KeyChanges.Trust(third, [first], 3), KeyChanges.Trust(first, [second], 4)], said.Add);

        Assert.Equal([second.Id], ring.Current.Ids);
        Assert.Equal(RefusalReason.UnknownKey, Reason(ring, first));
        Assert.Equal(RefusalReason.UnknownKey, Reason(Open(), first));
    }

    [Fact]
    public void What_was_taken_before_its_key_was_revoked_stays()
    {
        var ring = Open();
        ring.Learn([KeyChanges.Trust(second, [first], 1), KeyChanges.Revoke(first.Id, [second], 2)], said.Add);

        ring.Current.WithRevoked.Verify(first.Sign(new Statement()));
    }

    [Fact]
    public void An_older_change_comes_too_late_and_the_last_key_cannot_be_revoked()
    {
        var ring = Open();
        ring.Learn([KeyChanges.Trust(second, [first], 2), KeyChanges.Revoke(second.Id, [second], 1)], said.Add);
        Assert.Equal(2, ring.Current.Count);

        ring.Learn([KeyChanges.Revoke(first.Id, [first], 3), KeyChanges.Revoke(second.Id, [second], 4)], said.Add);

        Assert.Equal([second.Id], ring.Current.Ids);
    }

    [Fact]
    public void Files_are_read_again_when_they_change()
    {
        var ring = Open();
        ring.Look(said.Add);
        Assert.Empty(said);

        second.Write(learned["new"]);
        File.Move(learned["new/release.pub"], trusted["second.pub"]);
        ring.Look(said.Add);
        Assert.Null(Reason(ring, second));

        File.Delete(trusted["release.pub"]);
        ring.Look(said.Add);
        Assert.Equal(RefusalReason.UnknownKey, Reason(ring, first));
    }

    [Fact]
    public void A_revocation_that_is_copied_beside_the_keys_holds_at_once()
    {
        second.Write(learned["new"]);
        File.Move(learned["new/release.pub"], trusted["second.pub"]);
        var ring = Open();

        KeyChanges.Write(trusted.Path, KeyChanges.Revoke(first.Id, [second], 1));
        ring.Look(said.Add);

        Assert.Equal(RefusalReason.UnknownKey, Reason(ring, first));
    }

    [Fact]
    public void Keys_that_cannot_be_read_are_said_once_and_those_before_stay()
    {
        var ring = Open();
        trusted.Write("release.pub", "half a k");

        ring.Look(said.Add);
        ring.Look(said.Add);

        OneLine.Says(Assert.Single(said), "release.pub", "no trusted key", "no release is taken");
        Assert.NotNull(ring.Fault);
        Assert.Null(Reason(ring, first));
    }

    [Fact]
    public void A_damaged_change_is_said_and_stops_nobody()
    {
        trusted.Write("1.change", "nothing");

        OneLine.Says(Assert.Single(Open().Notes), "1.change", "not heeded");
    }

    [Fact]
    public void Two_must_sign_where_two_are_asked_for_and_one_twice_is_not_two()
    {
        second.Write(learned["new"]);
        File.Move(learned["new/release.pub"], trusted["second.pub"]);
        var ring = Open(threshold: 2);

        Assert.Equal(RefusalReason.TooFewSignatures, Reason(ring, first));
        Assert.Equal(RefusalReason.TooFewSignatures, Reason(ring, first, first));
        Assert.Null(Reason(ring, first, second));
        ring.Learn([KeyChanges.Revoke(second.Id, [first], 1)], said.Add);
        Assert.Equal(2, ring.Current.Count);
    }

    [Fact]
    public void Fewer_keys_than_must_sign_are_said_at_the_start() =>
        OneLine.Says(
            Assert.Throws<InvalidDataException>(() => Open(threshold: 2)).Message,
            trusted.Path,
            "1 keys",
            "rollout.threshold = 2"
        );

    public void Dispose()
    {
        first.Dispose();
        second.Dispose();
        trusted.Dispose();
        learned.Dispose();
    }

    private static RefusalReason? Reason(KeyRing ring, params SigningKey[] keys)
    {
        try
        {
            ring.Current.Verify(SigningKey.Sign(new Statement { Format = 1 }, keys));
            return null;
        }
        catch (RefusedReleaseException refused)
        {
            return refused.Reason;
        }
    }

    private KeyRing Open(int threshold = 1) => KeyRing.Open(trusted.Path, learned.Path, threshold);
}
