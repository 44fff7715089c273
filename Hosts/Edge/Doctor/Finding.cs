using System.Globalization;
using static System.FormattableString;

namespace Vitrine.Hosts.Edge.Doctor;

/// <summary>What was found of one part of the device, and what to do. Judging is pure; <see cref="Examination"/> looks.</summary>
/// <param name="Verdict">How bad it is.</param>
/// <param name="About">The part, in one word.</param>
/// <param name="Text">What was found, and where it is not good, what to do.</param>
public sealed record Finding(Verdict Verdict, string About, string Text)
{
    // Where a Raspberry Pi slows down (its firmware's soft limit is 80 degrees).
    private const double HotFrom = 80;
    private const double WarmFrom = 70;

    private const double SlowBelow = 5;
    private const double DarkBelow = 40;
    private const double BrightFrom = 225;
    private const long LeastFree = 50_000_000;
    private const long LittleFree = 500_000_000;
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    /// <summary>When this program was written: no clock that is right is before it.</summary>
    private static readonly DateTimeOffset Written = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>As an operator reads it.</summary>
    public override string ToString() =>
        $"{Verdict switch
        {
            Verdict.Good => "good",
            Verdict.Doubtful => "look",
            _ => "BAD",
        }, -5}{About}: {Text}";

    /// <summary>Of the pictures that came.</summary>
    /// <param name="source">The source, as a log shows it.</param>
    /// <param name="frames">How many came.</param>
    /// <param name="during">In which time.</param>
    public static Finding OfRate(string source, int frames, TimeSpan during)
    {
        var rate = frames / during.TotalSeconds;
        return rate >= SlowBelow
            ? new(Verdict.Good, "camera", Invariant($"{source} gives {rate:0.0} pictures a second"))
            : new(
                Verdict.Doubtful,
                "camera",
                Invariant(
                    $"{source} gives {rate:0.0} pictures a second; {SlowBelow} are needed to follow people: smaller pictures, or source.camera.format=MJPG"
                )
            );
    }

    /// <summary>Of how bright the pictures are.</summary>
    /// <param name="mean">Mean value, 0 to 255.</param>
    public static Finding OfLight(double mean) =>
        mean < DarkBelow
            ? new(
                Verdict.Doubtful,
                "light",
                Invariant($"pictures are dark ({mean:0} of 255): faces are missed; more light, or a longer exposure")
            )
        : mean >= BrightFrom
            ? new(
                Verdict.Doubtful,
                "light",
                Invariant($"pictures are too bright ({mean:0} of 255): turn the camera away from the sun or a lamp")
            )
        : new(Verdict.Good, "light", Invariant($"{mean:0} of 255"));

    /// <summary>Of the processor's temperature.</summary>
    /// <param name="celsius">Degrees Celsius; null: nothing measures it here.</param>
    public static Finding OfTemperature(double? celsius) =>
        celsius switch
        {
            null => new(Verdict.Good, "temperature", "nothing measures it here"),
            >= HotFrom => new(
                Verdict.Bad,
                "temperature",
                Invariant($"{celsius:0} °C: it slows down; give it air or a heat sink")
            ),
            >= WarmFrom => new(
                Verdict.Doubtful,
                "temperature",
                Invariant($"{celsius:0} °C: from {HotFrom} on it slows down; give it air or a heat sink")
            ),
            _ => new(Verdict.Good, "temperature", Invariant($"{celsius:0} °C")),
        };

    /// <summary>Of what a Raspberry Pi's firmware tells of its supply.</summary>
    /// <param name="throttled">Its word, as vcgencmd get_throttled gives it; null: there is none here.</param>
    public static Finding? OfSupply(uint? throttled)
    {
        const uint UnderVoltageNow = 1 << 0,
            SlowedNow = 0b1110,
            UnderVoltageOnce = 1 << 16;
        return throttled switch
        {
            null => null,
            var word when (word & UnderVoltageNow) != 0 => new(
                Verdict.Bad,
                "power",
                "the voltage is too low now: use the Raspberry Pi's own power supply and a short cable"
            ),
            var word when (word & SlowedNow) != 0 => new(
                Verdict.Doubtful,
                "power",
                "the processor is slowed down now, by heat or by its supply"
            ),
            var word when (word & UnderVoltageOnce) != 0 => new(
                Verdict.Doubtful,
                "power",
                "the voltage was too low since the start: use the Raspberry Pi's own power supply and a short cable"
            ),
            _ => new(Verdict.Good, "power", "enough since the start"),
        };
    }

    /// <summary>Of the disk that windows are kept on.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="free">Bytes that are free.</param>
    public static Finding OfDisk(string folder, long free)
    {
        var room = Invariant($"{free / 1e6:0} MB free for '{folder}'");
        return free switch
        {
            < LeastFree => new(Verdict.Bad, "disk", $"{room}: windows will be lost; remove what is not needed"),
            < LittleFree => new(Verdict.Doubtful, "disk", $"{room}: remove what is not needed, or lower windows.keep"),
            _ => new(Verdict.Good, "disk", room),
        };
    }

    /// <summary>Of the clock, which dates the windows, as it is now.</summary>
    public static Finding OfClock(Sensors sensors, TimeProvider clock) =>
        OfClock(clock.GetLocalNow(), sensors.IsClockSet);

    /// <summary>Of the clock.</summary>
    /// <param name="now">What it says.</param>
    /// <param name="isSynchronised">Whether it was set over the network; null: nobody knows here.</param>
    public static Finding OfClock(DateTimeOffset now, bool? isSynchronised)
    {
        var time = now.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);
        return now < Written
                ? new(
                    Verdict.Bad,
                    "clock",
                    $"it says {time}, which is past: connect it to a network, or set it with timedatectl set-time"
                )
            : isSynchronised is false
                ? new(Verdict.Doubtful, "clock", $"it says {time} and was not set over the network: check timedatectl")
            : new(Verdict.Good, "clock", time);
    }

    /// <summary>Of a certificate's last day.</summary>
    /// <param name="file">Where it is.</param>
    /// <param name="last">Its last moment.</param>
    /// <param name="now">The clock.</param>
    public static Finding OfCertificate(string file, DateTimeOffset last, DateTimeOffset now)
    {
        var day = last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return last < now ? new(Verdict.Bad, "certificate", $"'{file}' expired on {day}: make a new one")
            : last < now + Soon ? new(Verdict.Doubtful, "certificate", $"'{file}' expires on {day}: make a new one")
            : new(Verdict.Good, "certificate", $"'{file}' holds until {day}");
    }

    /// <summary>Of somebody whom the device sends to.</summary>
    /// <param name="who">What it is.</param>
    /// <param name="address">Where.</param>
    /// <param name="fault">Why it cannot be reached; null: it can.</param>
    public static Finding OfPeer(string who, string address, string? fault) =>
        fault is null
            ? new(Verdict.Good, who, $"{address} answers")
            : new(Verdict.Bad, who, $"{address} cannot be reached: {fault}; check network, name and firewall");
}

#pragma warning disable MA0048 // A part of every finding.
/// <summary>How bad something is.</summary>
public enum Verdict
{
    /// <summary>All is well.</summary>
    Good,

    /// <summary>It works, but not as well as it could.</summary>
    Doubtful,

    /// <summary>People are not counted, or not rightly.</summary>
    Bad,
}
#pragma warning restore MA0048
