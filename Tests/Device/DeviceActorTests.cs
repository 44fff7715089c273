using Vitrine.Fleet.Releases;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Device;

/// <summary>A device and a release, from offer to end.</summary>
public sealed class DeviceActorTests : IAsyncDisposable
{
    private static readonly byte[] Better = DeviceStory.Better;
    private static readonly byte[] Worse = DeviceStory.Worse;
    private readonly DeviceStory story = new();

    private TestDevice Device => story.Device;

    [Fact]
    public async Task A_good_model_becomes_live_and_stays()
    {
        Device.Start();
        var release = story.Offer(Better);

        await story.Came(RolloutPhase.Live, release);

        Assert.Equal((4, release.Id), (Device.Live.Manifest.Version, Device.Hub.Last.Models[0].Release));
        Assert.Equal(release.Sha256, Device.Hub.Last.Models[0].Sha256);
        Assert.Equal(150_000, Device.Hub.Pulls.Sum(pull => pull.Length));
        await story.Said("is LIVE");
    }

    [Fact]
    public async Task A_trial_that_goes_on_is_told_to_the_hub()
    {
        Device.Options = Device.Options with { Shadow = Device.Options.Shadow with { Faces = 100_000 } };
        Device.Start();
        var release = story.Offer(Better);
        await story.Came(RolloutPhase.Shadowing, release);

        await Soon.True(() =>
        {
            Device.Hub.Break();
            return Device.Hub.Last.Progress.Reason.Contains("of 100000 faces", StringComparison.Ordinal);
        });

        Assert.Equal(150_000, Device.Hub.Last.Progress.ReceivedBytes);
    }

    [Fact]
    public async Task A_model_that_does_worse_in_the_shadow_is_never_live()
    {
        Device.Start();
        var release = story.Offer(Worse);

        await story.Came(RolloutPhase.Refused, release);

        Assert.Equal(3, Device.Live.Manifest.Version);
        OneLine.Says(Device.Hub.Last.Progress.Reason, "Worse", "agrees");
        Assert.Equal(1, Device.Metrics.Refused(RefusalReason.Worse));
        Assert.DoesNotContain(Device.Happened, line => line.Text.Contains("LIVE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_model_that_does_worse_once_live_gives_way_to_the_one_before_it()
    {
        Device.Options = Device.Options with { Shadow = Device.Options.Shadow with { Agreement = 0, Drift = 1 } };
        Device.Start();
        var release = story.Offer(Worse);

        await story.Came(RolloutPhase.Reverted, release);

        Assert.Equal(3, Device.Live.Manifest.Version);
        Assert.Equal(4, Device.Hub.Last.Models[0].Highest);
        await story.Said("REVERTED to version 3");
        // It is not tried again, however often it is offered.
        var pulls = Device.Hub.Pulls.Count;
        Device.Hub.Offer(release.Envelope);
        Device.Hub.Offer(story.Releases.Make(onnx: Better, version: 4));
        await Soon.True(() => Device.Metrics.Refused(RefusalReason.NotNewer) == 1);
        Assert.Equal(pulls, Device.Hub.Pulls.Count);
    }

    [Fact]
    public async Task A_release_that_is_taken_back_on_probation_gives_way_at_once()
    {
        Device.Options = Device.Options with
        {
            Probation = Device.Options.Probation with { MinDuration = TimeSpan.FromHours(1) },
        };
        Device.Start();
        var release = story.Offer(Better);
        await story.Came(RolloutPhase.Probation, release);
        Assert.Equal(4, Device.Live.Manifest.Version);

        Device.Hub.Withdraw(release.Envelope, "too many devices failed");

        await story.Came(RolloutPhase.Reverted, release);
        Assert.Equal(3, Device.Live.Manifest.Version);
        OneLine.Says(Device.Hub.Last.Progress.Reason, "Withdrawn", "too many devices failed");
    }

    [Fact]
    public async Task A_release_that_is_taken_back_long_after_gives_way_too()
    {
        Device.Start();
        var release = story.Offer(Better);
        await story.Came(RolloutPhase.Live, release);

        Device.Hub.Withdraw(release.Envelope, "second thoughts");

        await story.Came(RolloutPhase.Reverted, release);
        Assert.Equal(3, Device.Live.Manifest.Version);
    }

    [Fact]
    public async Task What_a_hub_says_is_logged_as_one_short_line_without_a_terminals_commands()
    {
        Device.Start();
        var release = story.Offer(Better);
        await story.Came(RolloutPhase.Live, release);

        Device.Hub.Withdraw(release.Envelope, $"\u001b[2J\r\nall is well{new string('x', 5000)}");
        await story.Said("REVERTED");

        var line = Device.Happened.Last().Text;
        OneLine.Says(line, "all is well");
        Assert.DoesNotContain(line, char.IsControl);
        Assert.InRange(line.Length, 1, 500);
    }

    [Fact]
    public async Task A_release_that_the_hub_forgot_gives_way_to_the_next()
    {
        Device.Hub.OnTheWay = _ => null;
        Device.Start();
        var forgotten = story.Offer(Worse);
        await story.Came(RolloutPhase.Transferring, forgotten);

        Device.Hub.OnTheWay = chunk => chunk;
        var next = story.Offer(Better);

        await story.Came(RolloutPhase.Live, next);
        Assert.Equal(1, Device.Metrics.Refused(RefusalReason.Withdrawn));
        Assert.Equal(4, Directory.EnumerateFiles(Device.Folder).Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Killed_again_and_again_it_ends_installed_or_cleanly_not(int seed)
    {
        var random = new Random(seed);
        var cut = Device.Hub.FallsSilentAt(random.Next(2, 6));
        Device.Start();
        var release = story.Offer(Better);
        List<RolloutPhase> killedAt = [];
        while (killedAt.Count < 8)
        {
            // An installation that is over has nothing more to say.
            await Soon.True(() => cut.IsCompleted || HasEnded());
            killedAt.Add(Phase);
            await Device.Kill();
            cut = Device.Hub.FallsSilentAt(random.Next(1, 6));
            Device.Start();
            Assert.InRange(Device.Live.Manifest.Version, 3, 4);
        }

        await Device.Kill();
        _ = Device.Hub.FallsSilentAt(int.MaxValue);
        Device.Start();
        await Soon.True(HasEnded);
        Assert.Contains(RolloutPhase.Transferring, killedAt);
        Assert.Equal(Phase is RolloutPhase.Live ? 4 : 3, Device.Live.Manifest.Version);
        // At most one chunk is sent again for each time that it was killed.
        Assert.InRange(Device.Hub.Pulls.Sum(pull => pull.Length), release.Bytes, release.Bytes + (9 * 32768));
    }

    public ValueTask DisposeAsync() => story.DisposeAsync();

    private RolloutPhase Phase => Device.Hub.States.LastOrDefault()?.Progress?.Phase ?? RolloutPhase.Unknown;

    private bool HasEnded() => Phase is RolloutPhase.Live or RolloutPhase.Refused or RolloutPhase.Reverted;
}
