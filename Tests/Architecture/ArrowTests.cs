using System.Text.Json;
using System.Xml.Linq;
using NetArchTest.Rules;
using Vitrine.Frames;
using Xunit;

namespace Vitrine.Tests.Architecture;

/// <summary>The design's arrows: who may know whom.</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<string, string[]> MayReference = new()
    {
        ["Actors"] = [],
        ["Pipelines"] = ["Actors"],
        ["Training"] = ["Actors"],
        ["Hosts/Http"] = ["Actors"],
        ["Hosts/Edge"] = ["Pipelines", "Actors", "Hosts/Http"],
        ["Hosts/Console"] = ["Pipelines", "Actors"],
        ["Hosts/Trainer"] = ["Training", "Actors", "Hosts/Http"],
    };

    private static readonly Dictionary<string, string[]> MayNeverReach = new()
    {
        ["Vitrine.Actors"] = ["Vitrine.Pipelines", "Vitrine.Training", "vitrine-", "TorchSharp"],
        ["Vitrine.Pipelines"] = ["Vitrine.Training", "vitrine-", "TorchSharp"],
        ["Vitrine.Training"] = ["Vitrine.Pipelines", "vitrine-"],
        ["Vitrine.Hosts.Http"] = ["Vitrine.Pipelines", "Vitrine.Training", "vitrine-", "TorchSharp"],
        ["vitrine-edge"] = ["Vitrine.Training", "TorchSharp"],
        ["vitrine-trainer"] = ["Vitrine.Pipelines", "vitrine-edge"],
        ["vitrine-console"] = ["Vitrine.Training", "TorchSharp"],
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
        Assert.Contains("vitrine.actors", packages);
        Assert.Contains("OpenCvSharp4", packages);
    }

    [Fact]
    public void The_dataflow_engine_knows_nothing_of_the_domain()
    {
        var domain = Directory
            .EnumerateDirectories(Path.Combine(SourceTree.Root, "Actors"))
            .Select(folder => Path.GetFileName(folder)!)
            .Except(["Dataflow", "bin", "obj"])
            .Select(folder => "Vitrine." + folder);

        DataflowDependsOnNone([.. domain, "OpenCvSharp", "Microsoft.ML.OnnxRuntime", "TorchSharp"]);
    }

    [Theory]
    [InlineData("Frames", "Detection", "Tracking", "Classification", "Aggregation")]
    [InlineData("Detection", "Tracking", "Classification", "Aggregation")]
    [InlineData("Tracking", "Classification", "Aggregation")]
    [InlineData("Classification", "Aggregation")]
    public void A_node_knows_only_those_before_it_in_the_graph(string node, params string[] behind) =>
        DependsOnNone("Vitrine." + node, [.. behind.Select(name => "Vitrine." + name)]);

    [Fact]
    public void The_dataflow_engine_takes_its_time_from_a_TimeProvider() =>
        DataflowDependsOnNone("System.Diagnostics.Stopwatch");

    private static void DataflowDependsOnNone(params string[] forbidden) =>
        DependsOnNone("Vitrine.Dataflow", forbidden);

    private static void DependsOnNone(string folder, params string[] forbidden)
    {
        var types = Types.InAssembly(typeof(Frame).Assembly).That().ResideInNamespace(folder);
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
