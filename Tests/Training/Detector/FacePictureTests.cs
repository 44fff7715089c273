using Vitrine.Training.Detector;
using Vitrine.Vision;
using Vitrine.Vision.Detection;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Detector;

public sealed class FacePictureTests
{
    [Fact]
    public void A_list_comes_back_as_it_was_written()
    {
        var points = new FaceLandmarks(new(1, 2), new(3, 4), new(5, 6), new(7, 8), new(9, 10.25f));
        FacePicture[] list =
        [
            new("two, of them.jpg", [new(new Box(1, 2, 3, 4), 1, points), new(new Box(5.5f, 6, 7, 8), 1)]),
            new("none.jpg", []),
        ];

        var read = FacePicture.Parse("list", FacePicture.Format(list));

        Assert.Equal(list.Select(picture => picture.File), read.Select(picture => picture.File));
        Assert.Equal(list[0].Faces, read[0].Faces);
        Assert.Empty(read[1].Faces);
    }

    [Fact]
    public void A_list_of_boxes_alone_will_do()
    {
        var read = FacePicture.Parse("list", "h,file,x,y,w,age\n40,a.jpg,10,20,30,7\n");

        Assert.Equal(new FaceDetection(new Box(10, 20, 30, 40), 1), Assert.Single(Assert.Single(read).Faces));
    }

    [Theory]
    [InlineData("file,x,y,w\na.jpg,1,2,3\n", "column 'h'")]
    [InlineData("file,x,y,w,h\na.jpg,1,2,3,high\n", "line 2", "h must be a number")]
    [InlineData("file,x,y,w,h\na.jpg,1,2,3\n", "line 2", "h must be a number")]
    [InlineData("file,x,y,w,h\na.jpg,1,2,0,5\n", "line 2", "above 0")]
    public void An_impossible_row_is_one_line_that_names_it(string text, params string[] parts)
    {
        var refused = Assert.Throws<BadInputException>(() => FacePicture.Parse("faces.csv", text));

        OneLine.Says(refused.Message, ["faces.csv", .. parts]);
    }
}
