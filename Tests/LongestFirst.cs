using Vitrine.Tests;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace Vitrine.Tests;

/// <summary>Begins with collections of several classes, which take longest: begun last, they would be waited for alone.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    /// <inheritdoc />
    public IReadOnlyCollection<T> OrderTestCollections<T>(IReadOnlyCollection<T> testCollections)
        where T : ITestCollection =>
        [.. testCollections.OrderBy(one => one.TestCollectionClassName is null).ThenBy(one => one.UniqueID)];
}
