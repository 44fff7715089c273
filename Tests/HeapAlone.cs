using Xunit;

namespace Vitrine.Tests;

/// <summary>Tests that measure the heap: it is the whole process's, so nothing else may fill it meanwhile.</summary>
[CollectionDefinition(nameof(HeapAlone), DisableParallelization = true)]
public sealed class HeapAlone;
