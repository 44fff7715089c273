using System.Collections.Immutable;
using Vitrine.Device;
using Xunit;

namespace Vitrine.Tests.Device;

public sealed class TrialJudgeTests
{
    private static readonly TimeSpan Fast = TimeSpan.FromMilliseconds(2);
    private static readonly Comparison Unordered = new(IsOrdinal: false);

    private static readonly TrialOptions Options = new() { MinDuration = TimeSpan.FromSeconds(60) };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_model_that_mostly_agrees_passes_once_the_time_is_over_and_the_faces_were_seen(int seed)
    {
        var random = new Random(seed);
        var comparison = Unordered;
        for (var face = 1; face < 1000; face++)
        {
            var truth = random.Next(2);
            comparison = Add(comparison, random.NextDouble() < 0.9 ? truth : 1 - truth, truth).Count(face, 0);
            var verdict = TrialJudge.Judge(comparison, TimeSpan.FromSeconds(face / 4.0), Options);
            if (verdict is not null)
            {
                Assert.True(verdict.Passed, verdict.Text);
                Assert.InRange(face, 240, 241);
                return;
            }
        }

        Assert.Fail("no verdict");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void A_model_that_guesses_is_told_soon(int seed)
    {
        var random = new Random(seed);

        var (verdict, _) = Run(_ => (random.Next(2), random.Next(2)), Fast);

        OneLine.Says(verdict.Text, "agrees", "60%");
        Assert.False(verdict.Passed);
    }

    [Fact]
    public void A_model_that_turns_late_is_told_within_the_last_faces()
    {
        var (verdict, faces) = Run(face => face < 150 ? (face % 2, face % 2) : (face % 2, 1 - (face % 2)), Fast);

        Assert.False(verdict.Passed);
        OneLine.Says(verdict.Text, "of the last 40", "60%");
        Assert.InRange(faces, 150, 150 + RecentAgreement.Most);
    }

    [Fact]
    public void A_model_that_fails_on_its_first_faces_is_told_at_the_third()
    {
        var comparison = Unordered;

        Assert.Null(TrialJudge.Judge(comparison.Count(2, 2), TimeSpan.FromSeconds(10), Options));
        var verdict = TrialJudge.Judge(comparison.Count(3, 3), TimeSpan.FromSeconds(15), Options);

        OneLine.Says(verdict!.Text, "after 3 faces", "failed on 100%");
    }

    [Fact]
    public void A_model_that_calls_everybody_alike_does_not_pass_where_most_people_are_alike()
    {
        var (verdict, faces) = Run(face => (0, face % 4 == 0 ? 1 : 0), Fast, Options with { Faces = 100 });

        Assert.Equal((false, 100), (verdict.Passed, faces));
        OneLine.Says(verdict.Text, "50% of a class", "60%");
    }

    [Fact]
    public void A_model_that_says_the_opposite_is_told_after_a_few_faces()
    {
        var (verdict, faces) = Run(face => (face % 2, 1 - (face % 2)), Fast);

        Assert.Equal((false, TrialJudge.Fewest), (verdict.Passed, faces));
    }

    [Fact]
    public void A_model_that_agrees_on_most_but_moves_one_class_to_another_drifts()
    {
        // Two of five women become men; nobody else changes: agreement is 0.68, with a class gone by a third.
        var (verdict, _) = Run(
            face => (face % 5 < 2 || face % 2 == 1 ? 1 : 0, face % 2),
            Fast,
            Options with
            {
                Agreement = 0.5,
                Drift = 0.15,
            }
        );

        Assert.False(verdict.Passed);
        OneLine.Says(verdict.Text, "moves", "15%");
    }

    [Fact]
    public void A_model_that_is_slow_is_told()
    {
        var (verdict, faces) = Run(_ => (0, 0), TimeSpan.FromMilliseconds(20));

        Assert.Equal((false, TrialJudge.Fewest), (verdict.Passed, faces));
        OneLine.Says(verdict.Text, "20.0 ms", "10.0 times");
    }

    [Fact]
    public void A_model_that_is_a_little_too_slow_is_told_once_the_trial_is_whole()
    {
        var (verdict, faces) = Run(_ => (0, 0), TimeSpan.FromMilliseconds(7));

        Assert.Equal((false, Options.Faces), (verdict.Passed, faces));
        OneLine.Says(verdict.Text, "7.0 ms", "3.5 times");
    }

    [Fact]
    public void A_trial_that_goes_on_tells_what_it_waits_for()
    {
        var comparison = Add(Add(Unordered, 0, 0), 0, 1);
        string After(int seconds) => TrialJudge.Progress(comparison, TimeSpan.FromSeconds(seconds), Options);
        Assert.Equal("2 of 200 faces, 12 of at least 60 s, agreement 50%", After(12));
        Assert.Equal("2 of 200 faces, agreement 50%", After(60));
    }

    [Fact]
    public void One_slow_face_among_many_tells_nothing()
    {
        var comparison = Unordered;
        for (var face = 0; face < 250; face++)
        {
            comparison = comparison.Add(Vote(0), face % 10 == 0 ? TimeSpan.FromSeconds(1) : Fast, Vote(0), Fast);
        }

        Assert.True(TrialJudge.Judge(comparison.Count(250, 0), TimeSpan.FromHours(1), Options)!.Passed);
    }

    [Fact]
    public void A_model_that_fails_is_told_though_there_is_nothing_to_compare()
    {
        var verdict = TrialJudge.Judge(Unordered.Count(10, 10), TimeSpan.FromSeconds(3), Options);

        Assert.False(verdict!.Passed);
        OneLine.Says(verdict.Text, "after 10 faces", "failed on 100%");
    }

    [Fact]
    public void One_failure_among_few_faces_tells_nothing_yet() =>
        Assert.Null(TrialJudge.Judge(Unordered.Count(20, 1), TimeSpan.FromSeconds(3), Options));

    [Fact]
    public void Neighbouring_labels_agree_where_labels_have_an_order()
    {
        var near = new Comparison(IsOrdinal: true).Add(Vote(3, 8), Fast, Vote(4, 8), Fast);
        var far = new Comparison(IsOrdinal: true).Add(Vote(2, 8), Fast, Vote(4, 8), Fast);

        Assert.Equal((1, 0), (near.Agreed, far.Agreed));
    }

    [Fact]
    public void Without_enough_faces_it_ends_in_the_end_and_says_so()
    {
        var comparison = Unordered.Add(Vote(0), Fast, Vote(0), Fast).Count(1, 0);

        Assert.Null(TrialJudge.Judge(comparison, TimeSpan.FromHours(23), Options));
        var verdict = TrialJudge.Judge(comparison, TimeSpan.FromHours(24), Options)!;

        Assert.Equal((false, true), (verdict.Passed, verdict.TooFew));
        OneLine.Says(verdict.Text, "1 of 200 faces", "24 h");
    }

    /// <summary>How often a good model is turned away early: with 200 drawn trials, seldom.</summary>
    [Fact]
    public void A_model_as_good_as_allowed_is_seldom_turned_away_for_bad_luck()
    {
        var random = new Random(1);
        var turnedAway = Enumerable
            .Range(0, 200)
            .Count(_ =>
                !Run(_ => (random.NextDouble() < 0.75 ? 0 : 1, 0), Fast, Options with { Drift = 1 }).Verdict.Passed
            );

        Assert.InRange(turnedAway, 0, 4);
    }

    private static (TrialVerdict Verdict, int Faces) Run(
        Func<int, (int New, int Old)> said,
        TimeSpan took,
        TrialOptions? options = null
    )
    {
        var comparison = Unordered;
        for (var face = 1; ; face++)
        {
            var (mine, other) = said(face);
            comparison = comparison.Add(Vote(mine), took, Vote(other), Fast).Count(face, 0);
            if (TrialJudge.Judge(comparison, TimeSpan.FromSeconds(face), options ?? Options) is { } verdict)
            {
                return (verdict, face);
            }
        }
    }

    private static Comparison Add(Comparison comparison, int mine, int other) =>
        comparison.Add(Vote(mine), Fast, Vote(other), Fast);

    private static ImmutableArray<float> Vote(int best, int classes = 2) =>
        [.. Enumerable.Range(0, classes).Select(c => c == best ? 1f : 0f)];
}
