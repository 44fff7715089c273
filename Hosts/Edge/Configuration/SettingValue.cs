using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Akka.Configuration.Hocon;
using Vitrine.Vision.Counting;
using Vitrine.Wire;

namespace Vitrine.Hosts.Edge.Configuration;

/// <summary>A setting's value, as it is written and as the option holds it.</summary>
internal static class SettingValue
{
    /// <summary>Reads a value. An empty text is null, where the option may be.</summary>
    /// <exception cref="FormatException">It does not fit; the message has the reason.</exception>
    public static object? Read(Setting setting, HoconValue written)
    {
        var type = Nullable.GetUnderlyingType(setting.Option.PropertyType) ?? setting.Option.PropertyType;
        if (setting.IsList)
        {
            var most = (int)setting.Attribute.Most;
            return type == typeof(ImmutableArray<Line>)
                ? PlaceSettings.Lines(written, most)
                : PlaceSettings.Zones(written, most);
        }

        var text = written.GetString() ?? throw new FormatException("it is not one value");
        return Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => Switch(text),
            TypeCode.Int32 or TypeCode.Int64 => Convert.ChangeType(Whole(text, setting), type, null),
            TypeCode.Single or TypeCode.Double => Convert.ChangeType(Number(text, setting), type, null),
            TypeCode.String => text.Length > 0 || setting.Default is not null ? text : null,
            _ when type == typeof(TimeSpan) => Number(text, setting) * UnitOf(setting),
            _ when text.Length == 0 => null,
            _ when type == typeof(Uri) => Uri.TryCreate(text, UriKind.Absolute, out var address)
                ? address
                : throw new FormatException($"'{text}' is no address"),
            _ => type.GetMethod("Parse", [typeof(string)])!
                .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [text], null),
        };
    }

    /// <summary>A setting's default, as it is written.</summary>
    public static string Default(Setting setting) =>
        setting.Default switch
        {
            null => HoconText.Quote(string.Empty),
            _ when setting.Attribute.IsOfMachine => HoconText.Quote(string.Empty),
            _ when setting.IsList => "[]",
            bool isOn => isOn ? "on" : "off",
            int or long or float or double => Convert.ToString(setting.Default, CultureInfo.InvariantCulture)!,
            TimeSpan time => (time / UnitOf(setting)).ToString(CultureInfo.InvariantCulture),
            var other => HoconText.Quote(other.ToString()!),
        };

    private static TimeSpan UnitOf(Setting setting) =>
        TimeSpan.FromSeconds(setting.Attribute.Unit is "days" ? TimeSpan.SecondsPerDay : 1);

    private static bool Switch(string text) =>
        text switch
        {
            "on" or "true" or "yes" => true,
            "off" or "false" or "no" => false,
            _ => throw new FormatException($"'{text}' is neither on nor off"),
        };

    private static double Whole(string text, Setting setting) =>
        Number(text, setting) is var number && number == Math.Floor(number)
            ? number
            : throw new FormatException("it is not a whole number");

    private static double Number(string text, Setting setting)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            throw new FormatException($"'{text}' is not a number");
        }

        return number >= setting.Attribute.Least && number <= setting.Attribute.Most
            ? number
            : throw new FormatException($"{text} is out of range");
    }
}
