using Vitrine.Jobs;
using Vitrine.Wire;

namespace Vitrine.Hosts.Trainer.Http;

/// <summary>What came to pass: one of a change of state, an epoch and a line.</summary>
internal sealed record EventView(
    long Number,
    DateTimeOffset? Time,
    long Attempt,
    StateView? State,
    EpochView? Epoch,
    string? Line
)
{
    public static EventView Of(JobEvent happened) =>
        new(
            happened.Number,
            ViewJson.Time(happened.Time),
            happened.Attempt,
            happened.State is { } state ? new StateView(state.To.Name, state.Cause) : null,
            happened.Epoch is { } epoch ? EpochView.Of(epoch) : null,
            happened.WhatCase is JobEvent.WhatOneofCase.Line ? happened.Line : null
        );
}
