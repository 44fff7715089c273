using System.Reflection;
using Vitrine.Dataflow;
using Vitrine.Hosts.Edge.Sinks;
using Vitrine.Pipelines;
using Vitrine.Vision.Sources;

namespace Vitrine.Hosts.Edge.Configuration;

/// <summary>Every setting of config.hocon, as the device's options and those of its sinks state it.</summary>
public static class Settings
{
    private static readonly List<Setting> Found = [];
    private static readonly Dictionary<string, string> Purposes = [];

    static Settings()
    {
        Search(new EdgeOptions { Source = SourceName.Synthetic }, string.Empty, [], sink: null);
        foreach (var sink in WindowSinks.Kinds)
        {
            Purposes.Add(sink.Name, sink.About);
            Search(sink, $"{sink.Name}.", [], sink);
        }
    }

    /// <summary>In the order in which the options are declared.</summary>
    public static IReadOnlyList<Setting> All => Found;

    /// <summary>What a group of settings is for, by what their keys begin with.</summary>
    public static IReadOnlyDictionary<string, string> Groups => Purposes;

    private static void Search(object options, string prefix, PropertyInfo[] path, SinkOptions? sink)
    {
        foreach (var property in options.GetType().GetProperties().OrderBy(property => property.MetadataToken))
        {
            if (property.GetCustomAttribute<SettingAttribute>() is { } setting)
            {
                var found = new Setting(prefix + setting.Key, setting, [.. path, property], property.GetValue(options));
                Found.Add(found with { Sink = sink });
            }
            else if (property.GetCustomAttribute<SettingsAttribute>() is { } group)
            {
                Purposes.TryAdd(prefix + group.Key, group.About);
                var below = group.Key.Length == 0 ? prefix : $"{prefix}{group.Key}.";
                Search(property.GetValue(options)!, below, [.. path, property], sink);
            }
        }
    }
}
