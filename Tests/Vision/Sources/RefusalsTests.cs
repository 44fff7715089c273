using Microsoft.Extensions.Time.Testing;
using Vitrine.Vision.Sources;
using Xunit;

namespace Vitrine.Tests.Vision.Sources;

public sealed class RefusalsTests
{
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public void A_camera_that_refuses_the_password_is_asked_after_longer_and_longer_pauses()
    {
        var refusals = new Refusals(clock);
        foreach (var pause in new[] { 30, 60, 120, 240, 480, 960, 1800, 1800 })
        {
            refusals.Require();
            refusals.Remember(StreamFault.WrongPassword);
            clock.Advance(TimeSpan.FromSeconds(pause - 1));
            OneLine.Says(Assert.Throws<IOException>(refusals.Require).Message, "password is wrong", $"{pause} s");
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        refusals.Forget();
        refusals.Remember("it gives no more pictures");
        refusals.Require();
    }
}
