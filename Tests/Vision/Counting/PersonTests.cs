using System.Collections.Immutable;
using CsCheck;
using Vitrine.Models;
using Vitrine.Vision.Counting;
using Xunit;

namespace Vitrine.Tests.Vision.Counting;

public sealed class PersonTests
{
    [Fact]
    public void Nobody_is_described_before_the_first_vote()
    {
        Assert.Null(Person.Undescribed.AgeGroup);
        Assert.Null(Person.Undescribed.GenderIndex);
    }

    [Fact]
    public void The_average_decides_so_one_bad_look_does_not()
    {
        var person = Person.Undescribed.WithGender([0.9f, 0.1f]).WithGender([0.4f, 0.6f]).WithGender([0.3f, 0.7f]);

        Assert.Equal(0, person.GenderIndex);
    }

    [Fact]
    public void Age_and_gender_do_not_mix()
    {
        var person = Person.Undescribed.WithAge(Sure(6, 8));

        Assert.Equal((6, null), (person.AgeGroup, person.GenderIndex));
        Assert.Equal((6, 1), (person.WithGender([0, 1]).AgeGroup, person.WithGender([0, 1]).GenderIndex));
    }

    [Fact]
    public void Any_votes_come_to_the_class_of_the_greatest_average() =>
        Gen.Float[0, 1]
            .Array[8]
            .Array[1, 20]
            .Sample(votes =>
            {
                var person = votes.Aggregate(Person.Undescribed, (p, vote) => p.WithAge([.. vote]));
                var averages = Enumerable.Range(0, 8).Select(group => votes.Average(vote => vote[group])).ToArray();
                Assert.Equal(averages.Max(), averages[person.AgeGroup!.Value], 3);
            });

    [Fact]
    public void A_cell_is_a_gender_and_an_age_group()
    {
        var counts = DemographicCounts.None.With(Described(gender: 1, age: 3)).With(Described(gender: null, age: 7));

        Assert.Equal((1, 1, 2), (counts[1, 3], counts[2, 7], counts.Total));
    }

    [Fact]
    public void Who_has_no_age_is_in_no_cell() =>
        Assert.Same(DemographicCounts.None, DemographicCounts.None.With(Described(gender: 1, age: null)));

    [Fact]
    public void The_rows_are_the_genders_and_unknown() => Assert.Equal(["female", "male", "unknown"], Demography.Rows);

    private static Person Described(int? gender, int? age) =>
        new(
            age is { } a ? Sure(a, Demography.AgeGroups.Count) : [],
            gender is { } g ? Sure(g, Demography.Genders.Count) : []
        );

    private static ImmutableArray<float> Sure(int index, int classes) =>
        [.. Enumerable.Range(0, classes).Select(i => i == index ? 1f : 0f)];
}
