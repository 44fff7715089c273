using System.Diagnostics.CodeAnalysis;
using Mono.Cecil;
using Vitrine.Tests.Architecture;

namespace Vitrine.Tests.Native;

/// <summary>The native functions of OpenCV that assemblies beside the tests may come to call, by following every call.</summary>
internal sealed class NativeCalls
{
    private readonly HashSet<MethodDefinition> seen = [];
    private readonly Queue<MethodDefinition> open = [];

    /// <param name="assemblies">Their names.</param>
    public static IReadOnlySet<string> Of(IEnumerable<string> assemblies)
    {
        using var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        var reading = new ReaderParameters { AssemblyResolver = resolver };
        var calls = new NativeCalls();
        foreach (var name in assemblies)
        {
            using var module = ModuleDefinition.ReadModule(BuiltAssembly.PathOf(name), reading);
            foreach (var used in module.GetMemberReferences())
            {
                calls.Follow(used);
            }
        }

        return calls.Reached();
    }

    private HashSet<string> Reached()
    {
        var names = new HashSet<string>();
        while (open.TryDequeue(out var method))
        {
            if (method.PInvokeInfo is { Module.Name: "OpenCvSharpExtern" } native)
            {
                names.Add(native.EntryPoint);
            }
            else if (method.HasBody)
            {
                foreach (var used in method.Body.Instructions.Select(step => step.Operand).OfType<MemberReference>())
                {
                    Follow(used);
                }
            }
        }

        return names;
    }

    private void Follow(MemberReference used)
    {
        if (!IsOpenCv(used.DeclaringType))
        {
            return;
        }

        var member = used.Resolve();
        if (member is MethodDefinition method && seen.Add(method))
        {
            open.Enqueue(method);
        }

        FollowUnasked(member?.DeclaringType);
    }

    /// <summary>What runs without being called by name: what makes a type ready, and what frees its objects.</summary>
    private void FollowUnasked(TypeDefinition? type)
    {
        for (; IsOpenCv(type); type = type.BaseType?.Resolve())
        {
            foreach (var method in type.Methods.Where(method => IsUnasked(method) && seen.Add(method)))
            {
                open.Enqueue(method);
            }
        }
    }

    private static bool IsOpenCv([NotNullWhen(true)] TypeReference? type) =>
        type is { Scope.Name: "OpenCvSharp" or "OpenCvSharp.dll" };

    private static bool IsUnasked(MethodDefinition method) =>
        method.Name is ".cctor" or "ReleaseHandle"
        || (method.IsVirtual && method.Name.StartsWith("Dispose", StringComparison.Ordinal));
}
