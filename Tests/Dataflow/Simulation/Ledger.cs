using System.Collections.Concurrent;
using Vitrine.Dataflow;

namespace Vitrine.Tests.Dataflow.Simulation;

/// <summary>What a random graph may hold, and what became of its elements.</summary>
internal sealed class Ledger
{
    /// <summary>One account for each node.</summary>
    public Dictionary<string, NodeAccount> Nodes { get; } = new(StringComparer.Ordinal);

    /// <summary>Names of the nodes beside the main line: those in a branch of a fork, and a second sink.</summary>
    public HashSet<string> Beside { get; } = new(StringComparer.Ordinal);

    /// <summary>Elements that the graph may hold: one or two at the source, and the capacity of every node but those in branches.</summary>
    public int Bound { get; set; }

    /// <summary>Whether the second sink, if there is one, drops what comes while it is full.</summary>
    public bool SecondMayDrop { get; set; }

    /// <summary>Where the elements' leases come from. There are as many as the graph may hold, and no more.</summary>
    public LeasePool<Token> Pool { get; set; } = null!;

    /// <summary>Readings that found the pool empty: the graph held more than it may.</summary>
    public int Overdrawn { get; set; }

    /// <summary>Steps that take ticks: how many inputs each has worked on.</summary>
    public ConcurrentDictionary<string, int> Stepped { get; } = new(StringComparer.Ordinal);

    /// <summary>The numbers that came out, in the order in which they did.</summary>
    public List<int> Arrived { get; } = [];

    /// <summary>Opens the account of a node.</summary>
    public NodeAccount Open(string name, int capacity, int workers)
    {
        var account = new NodeAccount(capacity, workers);
        Nodes.Add(name, account);
        return account;
    }
}
