using Vitrine.Hosts.Edge.Doctor;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge.Doctor;

public sealed class FindingTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(30, 2, Verdict.Good)]
    [InlineData(9, 2, Verdict.Doubtful)]
    public void Too_few_pictures_a_second_lose_people(int frames, double seconds, Verdict expected) =>
        Assert.Equal(expected, Finding.OfRate("camera 0", frames, TimeSpan.FromSeconds(seconds)).Verdict);

    [Theory]
    [InlineData(10, Verdict.Doubtful)]
    [InlineData(120, Verdict.Good)]
    [InlineData(240, Verdict.Doubtful)]
    public void Darkness_and_glare_hide_faces(double mean, Verdict expected) =>
        Assert.Equal(expected, Finding.OfLight(mean).Verdict);

    [Theory]
    [InlineData(null, Verdict.Good)]
    [InlineData(55.0, Verdict.Good)]
    [InlineData(75.0, Verdict.Doubtful)]
    [InlineData(80.0, Verdict.Bad)]
    public void Heat_slows_a_device_down(double? celsius, Verdict expected) =>
        Assert.Equal(expected, Finding.OfTemperature(celsius).Verdict);

    [Theory]
    [InlineData(0x0u, Verdict.Good)]
    [InlineData(0x50005u, Verdict.Bad)]
    [InlineData(0x80008u, Verdict.Doubtful)]
    [InlineData(0x50000u, Verdict.Doubtful)]
    public void The_firmware_tells_of_the_supply(uint word, Verdict expected) =>
        Assert.Equal(expected, Finding.OfSupply(word)!.Verdict);

    [Fact]
    public void Where_there_is_no_such_firmware_nothing_is_said_of_the_supply() => Assert.Null(Finding.OfSupply(null));

    [Theory]
    [InlineData(10_000_000_000, Verdict.Good)]
    [InlineData(200_000_000, Verdict.Doubtful)]
    [InlineData(1_000_000, Verdict.Bad)]
    public void A_full_disk_loses_windows(long free, Verdict expected) =>
        Assert.Equal(expected, Finding.OfDisk("/data", free).Verdict);

    [Fact]
    public void A_clock_that_was_never_set_dates_windows_wrongly()
    {
        Assert.Equal(Verdict.Bad, Finding.OfClock(DateTimeOffset.UnixEpoch, isSynchronised: false).Verdict);
        Assert.Equal(Verdict.Doubtful, Finding.OfClock(Now, isSynchronised: false).Verdict);
        Assert.Equal(Verdict.Good, Finding.OfClock(Now, isSynchronised: true).Verdict);
        Assert.Equal(Verdict.Good, Finding.OfClock(Now, isSynchronised: null).Verdict);
    }

    [Theory]
    [InlineData(-1, Verdict.Bad)]
    [InlineData(20, Verdict.Doubtful)]
    [InlineData(90, Verdict.Good)]
    public void A_certificate_is_renewed_before_it_expires(int days, Verdict expected) =>
        Assert.Equal(expected, Finding.OfCertificate("device.pem", Now.AddDays(days), Now).Verdict);

    [Fact]
    public void Whatever_is_not_good_says_what_to_do() =>
        Assert.Equal(
            "BAD  hub: shop:9100 cannot be reached: no route; check network, name and firewall",
            Finding.OfPeer("hub", "shop:9100", "no route").ToString()
        );
}
