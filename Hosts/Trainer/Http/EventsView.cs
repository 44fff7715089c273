using Vitrine.Wire;

namespace Vitrine.Hosts.Trainer.Http;

/// <summary>Some of a job's events in order.</summary>
/// <param name="Events">The events.</param>
/// <param name="Ended">The job has ended, and these are its last.</param>
internal sealed record EventsView(IReadOnlyList<EventView> Events, bool Ended)
{
    public static EventsView Of(JobEvents part) => new([.. part.Events.Select(EventView.Of)], part.Ended);
}
