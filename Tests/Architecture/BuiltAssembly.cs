using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Vitrine.Tests.Architecture;

/// <summary>What an assembly beside the tests refers to, read from its metadata without loading it.</summary>
internal static class BuiltAssembly
{
    /// <summary>Whether a build put it beside the tests.</summary>
    public static bool Exists(string name) => File.Exists(PathOf(name));

    /// <summary>Every assembly reachable from this one; the runtime's own are named but not followed.</summary>
    public static IReadOnlySet<string> Closure(string name)
    {
        var reached = new HashSet<string>();
        var open = new Queue<string>([name]);
        while (open.TryDequeue(out var next))
        {
            foreach (var reference in References(next).Where(reached.Add).Where(Exists))
            {
                open.Enqueue(reference);
            }
        }

        return reached;
    }

    private static string[] References(string name)
    {
        using var file = new PEReader(File.OpenRead(PathOf(name)));
        var metadata = file.GetMetadataReader();
        return
        [
            .. metadata.AssemblyReferences.Select(handle =>
                metadata.GetString(metadata.GetAssemblyReference(handle).Name)
            ),
        ];
    }

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, name + ".dll");
}
