using System.Text.Json;
using System.Xml.Linq;
using NetArchTest.Rules;
using Vitrine.Dataflow;
using Vitrine.Vision;
using Xunit;

namespace Vitrine.Tests.Architecture;

/// <summary>The design's arrows: who may know whom.</summary>
public sealed class ArrowTests
{
    /// <summary>Each project, and the projects that it may reference.</summary>
    private static readonly Dictionary<string, string[]> MayReference = new()
    {
        ["Actors/Dataflow"] = [],
        ["Actors/Models"] = [],
        ["Actors/Wire"] = ["Actors/Dataflow"],
        ["Actors/Vision"] = ["Actors/Dataflow", "Actors/Models", "Actors/Wire"],
        ["Actors/Windows"] = ["Actors/Dataflow", "Actors/Models", "Actors/Wire"],
        ["Actors/Fleet"] = ["Actors/Dataflow", "Actors/Models", "Actors/Wire"],
        ["Actors/Device"] = ["Actors/Fleet", "Actors/Vision"],
        ["Pipelines"] = ["Actors/Device", "Actors/Vision", "Actors/Windows"],
        ["Training/Jobs"] = ["Actors/Models", "Actors/Wire"],
        ["Training"] = ["Actors/Fleet", "Actors/Vision", "Training/Jobs"],
        ["Hosts/Terminal"] = ["Actors/Wire", "Training/Jobs"],
        ["Hosts/Web"] = ["Actors/Wire"],
        ["Hosts/Edge"] = ["Pipelines", "Hosts/Web"],
        ["Hosts/Cli"] = ["Actors/Fleet", "Actors/Windows", "Hosts/Terminal", "Training/Jobs"],
        ["Hosts/Hub"] = ["Actors/Fleet", "Hosts/Terminal"],
        ["Hosts/Trainer"] = ["Training", "Hosts/Terminal", "Hosts/Web"],
    };

    private static readonly string[] Native =
    [
        "OpenCvSharp",
        "Microsoft.ML.OnnxRuntime",
        "Microsoft.Data.Sqlite",
        "TorchSharp",
    ];

    /// <summary>What begins so is not reached, however many steps away.</summary>
    private static readonly Dictionary<string, string[]> MayNeverReach = new()
    {
        ["Vitrine.Dataflow"] = ["Vitrine.", "vitrine-", "Google.Protobuf", .. Native],
        ["Vitrine.Wire"] = ["Vitrine.Vision", "vitrine-", .. Native],
        ["Vitrine.Windows"] = ["Vitrine.Vision", "vitrine-", "OpenCvSharp", "Microsoft.ML.OnnxRuntime", "TorchSharp"],
        ["Vitrine.Fleet"] = ["Vitrine.Vision", "vitrine-", .. Native],
        ["Vitrine.Vision"] = ["Vitrine.Pipelines", "Vitrine.Training", "vitrine-", "TorchSharp"],
        ["Vitrine.Device"] = ["Vitrine.Pipelines", "Vitrine.Training", "vitrine-", "TorchSharp"],
        ["Vitrine.Pipelines"] = ["Vitrine.Training", "vitrine-", "TorchSharp"],
        ["Vitrine.Jobs"] = ["Vitrine.Training", "Vitrine.Vision", "vitrine-", .. Native],
        ["Vitrine.Training"] = ["Vitrine.Pipelines", "vitrine-"],
        ["Vitrine.Hosts.Web"] = ["Vitrine.Pipelines", "Vitrine.Training", "vitrine-", "TorchSharp"],
        ["vitrine-edge"] = ["Vitrine.Training", "TorchSharp"],
        ["vitrine-trainer"] = ["Vitrine.Pipelines", "vitrine-edge"],
        ["vitrine-cli"] =
        [
            "Vitrine.Training",
            "Vitrine.Vision",
            "OpenCvSharp",
            "Microsoft.ML.OnnxRuntime",
            "TorchSharp",
        ],
        ["vitrine-hub"] = ["Vitrine.Training", "Vitrine.Vision", "Vitrine.Device", .. Native],
    };

    public static TheoryData<string> Projects =>
        [.. SourceTree.FilesEnding(".csproj").Where(file => !IsIn("Tests", file) && !IsIn("bench", file))];

    public static TheoryData<string> Assemblies => [.. MayNeverReach.Keys.Where(BuiltAssembly.Exists)];

    public static TheoryData<string> LocksWithoutTorch =>
        [
            .. SourceTree
                .FilesEnding("packages.lock.json")
                .Where(file => MayReference.Keys.Any(folder => IsIn(folder, file)))
                .Where(file => !IsIn("Training", file) && !IsIn("Hosts/Trainer", file)),
        ];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_its_layer_may_know(string project)
    {
        var folder = Path.GetDirectoryName(project)!;
        Assert.True(MayReference.ContainsKey(folder), $"{project} has no place in the design.");

        var wrong = ReferencedFolders(project).Except(MayReference[folder]).ToArray();

        Assert.True(wrong.Length == 0, $"{folder} must not reference {string.Join(", ", wrong)}.");
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void An_assembly_never_reaches_a_layer_above_it(string assembly)
    {
        var wrong = BuiltAssembly
            .Closure(assembly)
            .Where(name => MayNeverReach[assembly].Any(start => name.StartsWith(start, StringComparison.Ordinal)))
            .ToArray();

        Assert.True(wrong.Length == 0, $"{assembly} must not reach {string.Join(", ", wrong)}.");
    }

    [Theory]
    [MemberData(nameof(LocksWithoutTorch))]
    public void No_package_of_TorchSharp_is_restored_for_what_runs_on_a_device(string lockFile)
    {
        var wrong = Packages(lockFile)
            .Where(name => name.Contains("torch", StringComparison.OrdinalIgnoreCase))
            .Distinct()
            .ToArray();

        Assert.True(wrong.Length == 0, $"{lockFile} reaches {string.Join(", ", wrong)}.");
    }

    [Fact]
    public void The_lock_of_the_edge_covers_the_layers_below_it()
    {
        var packages = Packages(Path.Combine("Hosts", "Edge", "packages.lock.json")).ToArray();

        Assert.Contains("vitrine.pipelines", packages);
        Assert.Contains("vitrine.vision", packages);
        Assert.Contains("OpenCvSharp4", packages);
    }

    [Theory]
    [InlineData("Sources", "Detection", "Tracking", "Attributes", "Counting")]
    [InlineData("Detection", "Tracking", "Attributes", "Counting")]
    [InlineData("Tracking", "Attributes", "Counting")]
    [InlineData("Attributes", "Counting")]
    public void A_node_knows_only_those_before_it_in_the_graph(string node, params string[] behind) =>
        DependsOnNone(typeof(Frame), "Vitrine.Vision." + node, [.. behind.Select(name => "Vitrine.Vision." + name)]);

    [Fact]
    public void The_dataflow_engine_takes_its_time_from_a_TimeProvider() =>
        DependsOnNone(typeof(Graph), "Vitrine.Dataflow", "System.Diagnostics.Stopwatch");

    private static void DependsOnNone(Type one, string folder, params string[] forbidden)
    {
        var types = Types.InAssembly(one.Assembly).That().ResideInNamespace(folder);
        Assert.NotEmpty(types.GetTypes());

        var result = types.ShouldNot().HaveDependencyOnAny(forbidden).GetResult();

        Assert.True(
            result.IsSuccessful,
            $"{string.Join(", ", result.FailingTypeNames ?? [])} must not depend on any of {string.Join(", ", forbidden)}."
        );
    }

    private static bool IsIn(string folder, string file) => file.StartsWith(folder + "/", StringComparison.Ordinal);

    private static IEnumerable<string> ReferencedFolders(string project) =>
        XDocument
            .Parse(SourceTree.Read(project))
            .Descendants("ProjectReference")
            .Select(reference => Path.Combine(SourceTree.Root, project, "..", reference.Attribute("Include")!.Value))
            .Select(path => Path.GetDirectoryName(Path.GetRelativePath(SourceTree.Root, Path.GetFullPath(path)))!);

    private static IEnumerable<string> Packages(string lockFile)
    {
        using var document = JsonDocument.Parse(SourceTree.Read(lockFile));
        return
        [
            .. document
                .RootElement.GetProperty("dependencies")
                .EnumerateObject()
                .SelectMany(framework => framework.Value.EnumerateObject())
                .Select(package => package.Name),
        ];
    }
}
