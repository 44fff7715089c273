using Vitrine.Training.Data;
using Vitrine.Training.Examples;
using Xunit;

namespace Vitrine.Tests.Training.Examples;

public sealed class DataSetNamesTests
{
    [Theory]
    [InlineData("a,b", "a,b")]
    [InlineData("csv,csv,csv", "csv,csv-2,csv-3")]
    [InlineData("csv,csv-2,csv", "csv,csv-2,csv-3")]
    [InlineData("csv,csv,csv-2", "csv,csv-2,csv-2-2")]
    public void No_two_have_the_same_name(string names, string distinct) =>
        Assert.Equal(
            distinct.Split(','),
            DataSetNames.Distinct([.. names.Split(',').Select(Named)]).Select(set => set.Name)
        );

    private static PreparedData Named(string name) =>
        new()
        {
            Name = name,
            Images = "",
            Train = [],
            Validation = [],
            Test = [],
            Hash = "",
        };
}
