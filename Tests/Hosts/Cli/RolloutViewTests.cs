using Vitrine.Hosts.Cli.Rollout;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Cli;

public sealed class RolloutViewTests
{
    [Theory]
    [InlineData("running", "wave 2: waits (3 devices)")]
    [InlineData("halted", "wave 2: was not begun (3 devices)")]
    [InlineData("aborted", "wave 2: was not begun (3 devices)")]
    public void Once_a_rollout_has_ended_no_wave_waits_any_more(string state, string line) =>
        Assert.Equal(line, RolloutView.WaveLine(2, new WaveStatus { Devices = 3 }, state));

    [Fact]
    public void An_open_wave_says_how_far_it_is() =>
        Assert.Equal(
            "canaries: 1 of 2 devices live, 1 refused or reverted",
            RolloutView.WaveLine(
                1,
                new WaveStatus
                {
                    Devices = 2,
                    Open = true,
                    Live = 1,
                    Failed = 1,
                },
                "halted"
            )
        );
}
