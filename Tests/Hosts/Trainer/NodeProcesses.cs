using Xunit;

namespace Vitrine.Tests.Hosts.Trainer;

/// <summary>Tests that start nodes as processes, one test after the other. They wait more than they work.</summary>
[CollectionDefinition(nameof(NodeProcesses))]
public sealed class NodeProcesses;
