using System.Reflection;
using Akka.Configuration.Hocon;
using Vitrine.Dataflow;
using Vitrine.Pipelines;

namespace Vitrine.Hosts.Edge.Configuration;

/// <summary>One setting of config.hocon, as the option's attribute states it.</summary>
/// <param name="Key">Its key below "vitrine", for example "detector.haar.min-size".</param>
/// <param name="Attribute">Unit, range and meaning.</param>
/// <param name="Path">The properties that lead to the option, from the device's options, or the sink's, on.</param>
/// <param name="Default">What holds when nobody sets it.</param>
public sealed record Setting(string Key, SettingAttribute Attribute, IReadOnlyList<PropertyInfo> Path, object? Default)
{
    /// <summary>The kind of sink that it is a setting of, by its defaults; null: the device's own.</summary>
    public SinkOptions? Sink { get; init; }

    /// <summary>The option.</summary>
    public PropertyInfo Option => Path[^1];

    /// <summary>Range and unit, as they go on "it takes …".</summary>
    public string Range => IsList ? $"{Attribute.Takes}: {Attribute.Example}" : Attribute.Takes;

    /// <summary>Whether its value is a list, written as HOCON writes one, also on the command line.</summary>
    public bool IsList => Attribute.Example.Length > 0;

    /// <summary>The options with the value that is given.</summary>
    /// <param name="options">The options.</param>
    /// <param name="written">The value, as it is written.</param>
    /// <exception cref="FormatException">The value does not fit; the message has the reason.</exception>
    public EdgeOptions Apply(EdgeOptions options, HoconValue written)
    {
        var value = SettingValue.Read(this, written);
        return Sink is null
            ? (EdgeOptions)With(options, depth: 0, value)
            : options with
            {
                Sinks = options.Sinks.With(Sink, (SinkOptions)With(options.Sinks.Of(Sink), depth: 0, value)),
            };
    }

    /// <summary>What <c>with</c> does: a copy of the record, and of the records within, that differs in one property.</summary>
    private object With(object record, int depth, object? value)
    {
        var copy = record.GetType().GetMethod("<Clone>$")!.Invoke(record, null)!;
        var property = Path[depth];
        property.SetValue(
            copy,
            depth == Path.Count - 1 ? value : With(property.GetValue(record)!, depth + 1, value),
            BindingFlags.DoNotWrapExceptions,
            binder: null,
            index: null,
            culture: null
        );
        return copy;
    }
}
