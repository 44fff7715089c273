using Microsoft.Extensions.Logging;
using Vitrine.Dataflow;
using Vitrine.Hosts.Edge.Status;
using Vitrine.Windows.Log;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge;

public sealed class SupervisionLineTests
{
    private static readonly IOException Cause = new("cannot be read\n   at some place in the code");

    [Fact]
    public void A_skipped_picture_is_a_warning() =>
        Says(
            new ElementSkipped("detector", 41, Cause),
            LogLevel.Warning,
            "detector: skipped picture 41: cannot be read"
        );

    [Fact]
    public void A_restart_tells_when_and_how_often() =>
        Says(
            new WorkerRestarting("frames", TimeSpan.FromMilliseconds(400), 2, Cause),
            LogLevel.Warning,
            "frames: failed: cannot be read; trying again in 0.4 s (attempt 2)"
        );

    [Fact]
    public void A_degraded_stage_is_an_error_and_tells_what_becomes_of_it() =>
        Says(
            new WorkerDegraded("age", TimeSpan.FromSeconds(30), Cause),
            LogLevel.Error,
            "age: DEGRADED, failed again and again: cannot be read; the pipeline goes on without it and tries it again in 30 s"
        );

    [Fact]
    public void A_disk_that_cannot_be_written_is_an_error_and_tells_where_and_how_full_it_is() =>
        Says(
            new StorageFailed("/data", 40_000, Cause),
            LogLevel.Error,
            "windows: cannot be stored in '/data' (0.0 MB free): cannot be read; counting goes on, and they are stored as soon as that works again"
        );

    [Fact]
    public void A_damaged_database_tells_its_new_name_and_the_next_number() =>
        Says(
            new DatabaseSetAside("/data/windows.db.corrupt-1", 41),
            LogLevel.Error,
            "windows: the database is damaged, is now called '/data/windows.db.corrupt-1', and a new one was begun; what subscribers had not read yet is in the old one alone, and new windows are numbered from 42"
        );

    [Theory]
    [InlineData(-1, "3600 s back")]
    [InlineData(1, "3600 s forward")]
    public void A_clock_that_was_set_is_a_warning(int hours, string how) =>
        Says(
            new ClockJumped(TimeSpan.FromHours(hours)),
            LogLevel.Warning,
            $"windows: the clock was set {how}; counting goes on, and the next window begins at the new time"
        );

    [Fact]
    public void A_recovery_is_good_news() =>
        Says(new WorkerRecovered("frames"), LogLevel.Information, "frames: works again");

    [Fact]
    public void A_defect_is_owned_up_to() =>
        Says(
            new NodeBroke("tracker", Cause),
            LogLevel.Critical,
            "tracker: broke: cannot be read; this is a defect of Vitrine, please report it"
        );

    private static void Says(NodeEvent happened, LogLevel level, string text) =>
        Assert.Equal(new SupervisionLine(level, text), SupervisionLine.Of(happened));
}
