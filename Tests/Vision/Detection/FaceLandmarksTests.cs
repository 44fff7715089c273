using Vitrine.Vision.Detection;
using Xunit;

namespace Vitrine.Tests.Vision.Detection;

public sealed class FaceLandmarksTests
{
    private static readonly FaceLandmarks Landmarks = new(new(1, 2), new(3, 4), new(5, 6), new(7, 8), new(9, 10));

    [Fact]
    public void A_face_can_be_printed_as_logs_print_what_nobody_takes() =>
        Assert.Contains("X = 9", Landmarks.ToString(), StringComparison.Ordinal);

    [Fact]
    public void In_a_mirror_left_is_right()
    {
        Assert.Equal(Landmarks.LeftEye, Landmarks.Exchanged().RightEye);
        Assert.Equal(Landmarks, Landmarks.Exchanged().Exchanged());
    }
}
