using System.Collections.Immutable;
using CsCheck;
using Vitrine.Vision;
using Vitrine.Vision.Attributes;
using Vitrine.Vision.Detection;
using Vitrine.Vision.Tracking;
using Xunit;

namespace Vitrine.Tests.Vision.Attributes;

public sealed class ClassificationPolicyTests
{
    private ClassificationPolicy policy = ClassificationPolicy.Empty;

    [Fact]
    public void An_unconfirmed_face_waits()
    {
        Assert.Empty(See(Seen(1, confirmed: false)));
        Assert.Empty(policy.Ballots);
    }

    [Fact]
    public void A_visitor_is_classified_when_confirmed()
    {
        Assert.Equal([1], See(Seen(1)));
    }

    [Fact]
    public void Later_votes_wait_for_one_two_four_and_eight_sightings_and_five_are_enough()
    {
        var due = Enumerable.Range(0, 100).Where(_ => See(Seen(1)).Length == 1);

        Assert.Equal([0, 1, 3, 7, 15], due);
    }

    [Fact]
    public void A_face_that_has_grown_votes_at_once()
    {
        See(Seen(1, 40));
        See(Seen(1, 40));

        Assert.Empty(See(Seen(1, 45)));
        Assert.Equal([1], See(Seen(1, 46)));
    }

    [Fact]
    public void Growth_is_measured_against_the_largest_face_that_voted()
    {
        See(Seen(1, 60));
        See(Seen(1, 40));

        Assert.Empty(See(Seen(1, 60)));
    }

    [Fact]
    public void Growing_faces_do_not_get_more_votes_than_others()
    {
        Assert.Equal(5, Enumerable.Range(0, 20).Sum(frame => See(Seen(1, 40 * MathF.Pow(1.2f, frame))).Length));
    }

    [Fact]
    public void Each_visitor_has_votes_of_their_own()
    {
        See(Seen(1));
        See(Seen(1));

        Assert.Equal([2], See(Seen(1), Seen(2)));
    }

    [Fact]
    public void One_who_has_left_is_forgotten()
    {
        See(Seen(1), Seen(2));
        Leave(1);

        Assert.Equal(2, Assert.Single(policy.Ballots).TrackId);
    }

    [Fact]
    public void A_frame_without_faces_allocates_nothing()
    {
        var step = new TrackerStep(TrackerState.Empty, [], [], []);
        var same = policy.Advance(step, ClassificationOptions.Default).Policy;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var frame = 0; frame < 1000; frame++)
        {
            same = same.Advance(step, ClassificationOptions.Default).Policy;
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Same(policy, same);
    }

    [Fact]
    public void Nobody_gets_more_votes_than_allowed() =>
        Gen.Select(Gen.Int[1, 8], Gen.Select(Gen.Int[1, 3], Gen.Float[20, 200]).Array[0, 200])
            .Sample(
                (most, faces) =>
                {
                    var options = new ClassificationOptions { MaxVotes = most };
                    var (current, votes) = (ClassificationPolicy.Empty, new int[4]);
                    foreach (var (id, width) in faces)
                    {
                        var step = current.Advance(
                            new TrackerStep(TrackerState.Empty, [Seen(id, width)], [], []),
                            options
                        );
                        current = step.Policy;
                        votes[id] += step.Due.Length;
                    }

                    Assert.All(votes, count => Assert.InRange(count, 0, most));
                    Assert.Equal(faces.DistinctBy(face => face.Item1).Count(), current.Ballots.Length);
                }
            );

    private static Sighting Seen(int id, float width = 40, bool confirmed = true) =>
        new(id, new FaceDetection(new Box(0, 0, width, width), 1), confirmed);

    private int[] See(params ImmutableArray<Sighting> sightings) => See(ClassificationOptions.Default, sightings);

    private int[] See(ClassificationOptions options, params ImmutableArray<Sighting> sightings)
    {
        var step = policy.Advance(new TrackerStep(TrackerState.Empty, sightings, [], []), options);
        policy = step.Policy;
        return [.. step.Due.Select(sighting => sighting.TrackId)];
    }

    private void Leave(int id)
    {
        var track = new Track(id, default, default, default, 3, true, default, 40, 40);
        var step = new TrackerStep(TrackerState.Empty, [], [], [track]);
        policy = policy.Advance(step, ClassificationOptions.Default).Policy;
    }
}
