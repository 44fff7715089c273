using Vitrine.Vision.Tracking;
using Xunit;

namespace Vitrine.Tests.Vision.Tracking;

public sealed class StreetTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void A_crowded_street_is_counted_within_five_percent_and_not_by_errors_that_cancel(int seed)
    {
        const int walkers = 240;
        var state = TrackerState.Empty;
        var seenBy = new Dictionary<int, List<int>>();
        var visitors = new List<int>();
        foreach (var look in Street.Watch(seed, walkers))
        {
            var step = state.Advance(look.Time, look.Faces, Street.Frame, TrackerOptions.Default);
            foreach (var sighting in step.Sightings)
            {
                seenBy.TryAdd(sighting.TrackId, []);
                seenBy[sighting.TrackId].Add(look.Walkers[Array.IndexOf(look.Faces, sighting.Face)]);
            }

            visitors.AddRange(step.Confirmed.Select(track => track.Id));
            state = step.State;
        }

        // A visitor is the walker whose faces it has most of.
        var found = visitors
            .Select(id => seenBy[id].CountBy(walker => walker).MaxBy(pair => pair.Value).Key)
            .Distinct()
            .Count(walker => walker >= 0);
        output.WriteLine($"{state.Visitors} visitors counted, {found} of {walkers} walkers among them");

        Assert.Equal(visitors.Count, state.Visitors);
        Assert.InRange(state.Visitors, walkers * 0.95, walkers * 1.05);
        Assert.InRange(found, walkers * 0.9, walkers);
    }
}
