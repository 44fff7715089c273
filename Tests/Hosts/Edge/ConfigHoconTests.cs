using Vitrine.Hosts.Edge.Configuration;
using Vitrine.Pipelines;
using Vitrine.Tests.Architecture;
using Vitrine.Vision.Sources;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge;

/// <summary>The file that operators read and edit.</summary>
public sealed class ConfigHoconTests
{
    private static readonly EdgeOptions Defaults = new() { Source = SourceName.Synthetic };

    [Fact]
    public void Its_values_are_the_defaults()
    {
        var read = EdgeConfiguration.Read(Path.Combine(SourceTree.Root, "config.hocon"), []).Apply(Defaults);

        Assert.Equal(Defaults, read);
    }

    [Fact]
    public void It_names_every_setting()
    {
        var text = File.ReadAllText(Path.Combine(SourceTree.Root, "config.hocon"));

        Assert.All(
            Settings.All,
            setting => Assert.Contains(setting.Key.Split('.')[^1] + " =", text, StringComparison.Ordinal)
        );
    }
}
