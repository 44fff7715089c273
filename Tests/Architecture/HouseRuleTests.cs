using System.Text.RegularExpressions;
using Xunit;

namespace Vitrine.Tests.Architecture;

/// <summary>What keeps the source readable and free of any one machine.</summary>
public sealed partial class HouseRuleTests
{
    private const int MostLines = 220;

    private static readonly string[] TextEndings =
    [
        ".cs",
        ".cpp",
        ".csproj",
        ".props",
        ".slnx",
        ".json",
        ".hocon",
        ".proto",
        ".md",
        ".txt",
        ".yml",
        ".py",
        ".sh",
        "vitrine",
        ".ci/run",
    ];

    [Fact]
    public void No_source_file_is_too_long_to_read_at_once() =>
        NoneOf(
            SourceTree
                .FilesEnding(".cs")
                .Select(file => (file, lines: SourceTree.Read(file).AsSpan().TrimEnd().Count('\n') + 1))
                .Where(source => source.lines > MostLines)
                .Select(source => $"{source.file} has {source.lines} lines, more than {MostLines}")
        );

    [Fact]
    public void Types_are_named_after_what_they_are() =>
        NoneOf(
            from file in SourceTree.FilesEnding(".cs")
            from Match type in VagueType.Matches(SourceTree.Read(file))
            select $"{file}: '{type.Groups["name"].Value}' says nothing of what the type is"
        );

    [Fact]
    public void No_text_names_a_path_of_one_machine() =>
        NoneOf(
            from file in SourceTree.Files
            where TextEndings.Any(end => file.EndsWith(end, StringComparison.Ordinal))
            from Match path in MachinePath.Matches(SourceTree.Read(file))
            select $"{file} names {path.Value}"
        );

    [Fact]
    public void Lock_files_name_no_registry() =>
        NoneOf(
            SourceTree
                .FilesEnding("packages.lock.json")
                .Where(file => SourceTree.Read(file).Contains("://", StringComparison.Ordinal))
        );

    [GeneratedRegex(
        @"\b(class|struct|record|interface|enum)\s+(?<name>\w*(Manager|Helper|Util|Utility)(s|ies)?)\b",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex VagueType { get; }

    [GeneratedRegex(
        @"(?<![\w.}>)-])(/(home|Users|root|work|mnt|media)/\w+|[A-Z]:\\Users\\\w+)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex MachinePath { get; }

    private static void NoneOf(IEnumerable<string> wrong)
    {
        var found = wrong.ToArray();
        Assert.True(found.Length == 0, string.Join(Environment.NewLine, found));
    }
}
