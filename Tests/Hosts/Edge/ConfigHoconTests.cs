using System.Text.RegularExpressions;
using Vitrine.Hosts.Edge.Configuration;
using Vitrine.Pipelines;
using Vitrine.Tests.Architecture;
using Vitrine.Vision.Sources;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge;

/// <summary>The file that operators read and edit.</summary>
public sealed partial class ConfigHoconTests
{
    private static readonly EdgeOptions Defaults = new() { Source = SourceName.Synthetic };

    [Fact]
    public void Its_values_are_the_defaults()
    {
        var read = EdgeConfiguration.Read(Path.Combine(SourceTree.Root, "config.hocon"), []).Apply(Defaults);

        Assert.Equal(Defaults, read);
    }

    [Fact]
    public void It_says_what_the_options_say() =>
        Assert.True(
            PrintedConfig.Text().Equals(SourceTree.Read("config.hocon"), StringComparison.Ordinal),
            "config.hocon and the options differ. The options are right: ./vitrine edge --print-config > config.hocon"
        );

    [Fact]
    public void Its_lines_fit_on_a_screen() =>
        Assert.All(SourceTree.Read("config.hocon").Split('\n'), line => Assert.InRange(line.Length, 0, 120));

    [Fact]
    public void No_section_is_begun_twice()
    {
        var sections = Settings
            .All.Select(setting => setting.Key[..Math.Max(0, setting.Key.LastIndexOf('.'))])
            .ToArray();
        var begun = sections
            .Where((section, at) => at == 0 || !section.Equals(sections[at - 1], StringComparison.Ordinal))
            .ToArray();

        Assert.Equal(begun.Distinct().Order(), begun.Except([""]).Append("").Order());
    }

    [Fact]
    public void Documents_name_no_key_that_is_not_there()
    {
        var keys = Settings.All.Select(setting => setting.Key).ToHashSet();
        var sections = string.Join(
            '|',
            keys.Where(key => key.Contains('.', StringComparison.Ordinal)).Select(key => key.Split('.')[0]).Distinct()
        );
        var named = (
            from file in SourceTree.FilesEnding(".md")
            from Match name in Regex.Matches(
                SourceTree.Read(file),
                $@"(?<![\w./-])(vitrine\.)?(?<key>({sections})(\.[a-z][a-z-]*)+)",
                RegexOptions.ExplicitCapture,
                TimeSpan.FromSeconds(1)
            )
            where Path.GetExtension(name.Value) is not (".md" or ".csv" or ".jsonl" or ".json" or ".proto")
            select (file, name.Groups["key"].Value)
        ).ToArray();

        Assert.NotEmpty(named);
        Assert.All(named, use => Assert.Contains(use.Value, keys));
    }

    [Fact]
    public void Examples_in_documents_are_read()
    {
        using var folder = new TemporaryFolder();
        var examples = (
            from file in SourceTree.FilesEnding(".md")
            from Match example in Example.Matches(SourceTree.Read(file))
            select example.Groups["text"].Value
        ).ToArray();

        Assert.NotEmpty(examples);
        Assert.All(examples, text => EdgeConfiguration.Read(folder.Write("config.hocon", text), []).Apply(Defaults));
    }

    [GeneratedRegex(
        "^```hocon\n(?<text>.*?)^```$",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Example { get; }
}
