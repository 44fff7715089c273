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
        Assert.Null(Person.Undescribed.LabelOf("age"));
    }

    [Fact]
    public void The_average_decides_so_one_bad_look_does_not()
    {
        var person = Person
            .Undescribed.With("gender", [0.9f, 0.1f])
            .With("gender", [0.4f, 0.6f])
            .With("gender", [0.3f, 0.7f]);

        Assert.Equal(0, person.LabelOf("gender"));
    }

    [Fact]
    public void Attributes_do_not_mix()
    {
        var person = Person.Undescribed.With("age", Sure(6, 8));

        Assert.Equal((6, null), (person.LabelOf("age"), person.LabelOf("gender")));
        var both = person.With("gender", [0, 1]);
        Assert.Equal((6, 1), (both.LabelOf("age"), both.LabelOf("gender")));
    }

    [Fact]
    public void Any_votes_come_to_the_class_of_the_greatest_average() =>
        Gen.Float[0, 1]
            .Array[8]
            .Array[1, 20]
            .Sample(votes =>
            {
                var person = votes.Aggregate(Person.Undescribed, (p, vote) => p.With("age", [.. vote]));
                var averages = Enumerable.Range(0, 8).Select(group => votes.Average(vote => vote[group])).ToArray();
                Assert.Equal(averages.Max(), averages[person.LabelOf("age")!.Value], 3);
            });

    [Fact]
    public void A_cell_is_a_gender_and_an_age_group()
    {
        var counts = DemographicCounts.None.With(Described(gender: 1, age: 3)).With(Described(gender: null, age: 7));

        Assert.Equal((1, 1, 2), (counts[1, 3], counts[2, 7], counts.Total));
    }

    [Fact]
    public void Who_has_no_age_is_in_no_cell() =>
        Assert.Equal(0, DemographicCounts.None.With(Described(gender: 1, age: null)).Total);

    [Fact]
    public void Each_attribute_is_counted_by_itself_and_who_has_no_vote_is_unknown()
    {
        var beard = new FaceAttribute("beard", ["none", "short", "long"], IsOrdinal: true);
        var counts = DemographicCounts
            .None.With(Described(gender: 1, age: null).With("beard", [0, 0, 1]))
            .With(Described(gender: 1, age: 2));

        Assert.Equal([0, 0, 1, 2], counts.Of(beard, visitors: 3));
        Assert.Equal([0, 2, 1], counts.Of(FaceAttribute.Gender, visitors: 3));
        Assert.Equal([0, 0, 2, 4], counts.Merge(counts).Of(beard, visitors: 6));
    }

    [Fact]
    public void The_rows_are_the_genders_and_unknown() => Assert.Equal(["female", "male", "unknown"], Demography.Rows);

    private static Person Described(int? gender, int? age)
    {
        var person = Person.Undescribed;
        person = age is { } a ? person.With("age", Sure(a, Demography.AgeGroups.Count)) : person;
        return gender is { } g ? person.With("gender", Sure(g, Demography.Genders.Count)) : person;
    }

    private static ImmutableArray<float> Sure(int index, int classes) =>
        [.. Enumerable.Range(0, classes).Select(i => i == index ? 1f : 0f)];
}
