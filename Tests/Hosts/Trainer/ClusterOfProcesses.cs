using Vitrine.Tests.Training;

namespace Vitrine.Tests.Hosts.Trainer;

/// <summary>Nodes as processes on this machine, with a store and drawn pictures to train on.</summary>
internal sealed class ClusterOfProcesses : IDisposable
{
    private readonly List<NodeProcess> nodes = [];

    public DrawnRun Drawn { get; } = new();

    public IReadOnlyList<NodeProcess> Nodes => nodes;

    public NodeProcess Start(string role, int port, int? seed = null, params string[] more)
    {
        var node = new NodeProcess([
            .. new[] { "--role", role, "--port", $"{port}", "--store", Drawn["store"], "--cache", Drawn["nodes"] },
            .. new[] { "--clients", $"127.0.0.1:{port + 1}" },
            .. seed is { } other ? new[] { "--seed-node", $"127.0.0.1:{other}" } : [],
            .. more,
        ]);
        nodes.Add(node);
        return node;
    }

    public void Dispose()
    {
        nodes.ForEach(node => node.Dispose());
        Drawn.Dispose();
    }
}
