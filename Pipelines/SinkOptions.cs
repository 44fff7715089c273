#pragma warning disable MA0048 // What every sink's options are, and all of them together.
using System.Collections.Immutable;
using System.Net;
using Vitrine.Windows;
using Vitrine.Wire;

namespace Vitrine.Pipelines;

/// <summary>Where one kind of sink sends windows, and how. Its default sends nothing.</summary>
public abstract record SinkOptions
{
    /// <summary>Its section of config.hocon, for example "mqtt".</summary>
    public abstract string Name { get; }

    /// <summary>What it is, for the operator; its properties with a <see cref="Dataflow.SettingAttribute"/> can be set.</summary>
    public abstract string About { get; }

    /// <summary>The sink; null where nothing is to be sent.</summary>
    /// <param name="device">The device whose windows are sent.</param>
    /// <param name="clock">Measures how long an answer takes.</param>
    /// <exception cref="BadInputException">The options do not go together.</exception>
    public abstract IWindowSink? Open(EdgeOptions device, TimeProvider clock);

    /// <summary>Windows leave this machine encrypted, or the operator says that they need not.</summary>
    /// <param name="place">Where they go.</param>
    /// <param name="scheme">The one that encrypts, for example "https".</param>
    /// <param name="access">What the operator allows.</param>
    /// <param name="key">The setting's name, below the section.</param>
    /// <exception cref="BadInputException">Others could read along.</exception>
    protected void MustBePrivate(Uri place, string scheme, AccessOptions access, string key)
    {
        var isLoopback =
            place.Host is "localhost"
            || (IPAddress.TryParse(place.Host, out var address) && IPAddress.IsLoopback(address));
        if (!place.Scheme.Equals(scheme, StringComparison.Ordinal) && !isLoopback && !access.AllowPlain)
        {
            throw new BadInputException(
                $"{Name}.{key} {place.Scheme}://{place.Authority}: others could read along: use {scheme}://, or say access.allow-plain = on where the network itself is safe"
            );
        }
    }
}

/// <summary>The options of every kind of sink; a kind that is not there is at its defaults.</summary>
public sealed class SinkSet : IEquatable<SinkSet>
{
    private readonly ImmutableDictionary<string, SinkOptions> changed;

    private SinkSet(ImmutableDictionary<string, SinkOptions> changed) => this.changed = changed;

    /// <summary>Every kind at its defaults.</summary>
    public static SinkSet Default { get; } = new(ImmutableDictionary<string, SinkOptions>.Empty);

    /// <summary>The options of one kind.</summary>
    /// <param name="defaults">The kind's defaults.</param>
    public SinkOptions Of(SinkOptions defaults) => changed.GetValueOrDefault(defaults.Name, defaults);

    /// <summary>The same with other options of one kind.</summary>
    /// <param name="defaults">The kind's defaults.</param>
    /// <param name="options">The options.</param>
    public SinkSet With(SinkOptions defaults, SinkOptions options) =>
        new(options == defaults ? changed.Remove(defaults.Name) : changed.SetItem(defaults.Name, options));

    /// <inheritdoc />
    public bool Equals(SinkSet? other) =>
        other is not null
        && other.changed.Count == changed.Count
        && changed.All(kind => kind.Value == other.changed.GetValueOrDefault(kind.Key));

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as SinkSet);

    /// <inheritdoc />
    public override int GetHashCode() => changed.Count;
}
#pragma warning restore MA0048
