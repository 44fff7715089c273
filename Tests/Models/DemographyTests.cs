using Vitrine.Models;
using Xunit;

namespace Vitrine.Tests.Models;

public sealed class DemographyTests
{
    [Fact]
    public void Each_year_belongs_to_the_group_whose_name_holds_it()
    {
        for (var years = 0; years <= 120; years++)
        {
            var named = Demography
                .AgeGroups.Index()
                .Where(group => Holds(group.Item, years))
                .Select(g => (int?)g.Index);

            Assert.Equal(named.SingleOrDefault(), Demography.GroupOf(years));
        }
    }

    private static bool Holds(string name, int years)
    {
        var ends = name.TrimEnd('+').Split('-').Select(int.Parse).ToArray();
        return years >= ends[0] && (name.EndsWith('+') || years <= ends[1]);
    }
}
