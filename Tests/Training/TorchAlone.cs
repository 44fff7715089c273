using Xunit;

namespace Vitrine.Tests.Training;

/// <summary>Tests of whole runs: libtorch has one random generator for all threads, so nothing else may draw from it.</summary>
[CollectionDefinition(nameof(TorchAlone), DisableParallelization = true)]
public sealed class TorchAlone;
