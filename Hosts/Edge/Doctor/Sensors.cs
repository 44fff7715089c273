using System.Globalization;

namespace Vitrine.Hosts.Edge.Doctor;

/// <summary>What the machine measures of itself.</summary>
/// <param name="root">The folder above /sys and /run.</param>
public sealed class Sensors(string root = "/")
{
    /// <summary>The processor's temperature in degrees Celsius; null: nothing measures it here.</summary>
    public double? Celsius => Number("sys/class/thermal/thermal_zone0/temp", NumberStyles.Integer) / 1000.0;

    /// <summary>
    /// What a Raspberry Pi's firmware tells of supply and heat, as vcgencmd get_throttled gives it: bit 0, the voltage is too low;
    /// 1 to 3, the processor is slowed down; the same from 16 on: since the start. Null: there is none here.
    /// </summary>
    public uint? Throttled =>
        (uint?)Number("sys/devices/platform/soc/soc:firmware/get_throttled", NumberStyles.HexNumber);

    /// <summary>Whether the clock was set over the network; null: systemd-timesyncd does not run here.</summary>
    public bool? IsClockSet =>
        Path.Combine(root, "run/systemd/timesync") is var folder && Directory.Exists(folder)
            ? File.Exists(Path.Combine(folder, "synchronized"))
            : null;

    private long? Number(string file, NumberStyles style)
    {
        try
        {
            return long.TryParse(
                File.ReadAllText(Path.Combine(root, file)).Trim(),
                style,
                CultureInfo.InvariantCulture,
                out var number
            )
                ? number
                : null;
        }
        catch (IOException)
        {
            // Not on this machine, or not now.
            return null;
        }
    }
}
