using CsCheck;
using Vitrine.Models;
using Vitrine.Training.Data;
using Vitrine.Vision;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Data;

public sealed class FaceListTests : IDisposable
{
    private static readonly Gen<LabelledFace> AnyFace =
        from file in Gen.String[Gen.OneOf(Gen.Char['a', 'z'], Gen.Char[",\" 'ü\n\r/"]), 1, 12]
        where file.Trim().Length > 0
        from age in Gen.Int[0, 120].Nullable()
        from @group in Gen.Int[0, 7].Nullable()
        from gender in Gen.Int[0, 1].Nullable()
        from box in Gen.Select(Gen.Float[-50, 50], Gen.Float[-50, 50], Gen.Float[0.1f, 900], Gen.Float[0.1f, 900])
        from hasBox in Gen.Bool
        from subject in Gen.OneOf(
            Gen.Const((string?)null),
            Gen.Const<string?>("30601258@N03"),
            Gen.Const<string?>("O\"Neill, Ann")
        )
        select new LabelledFace
        {
            File = file,
            Age = age,
            Group = age is { } years ? Demography.GroupOf(years) : @group,
            Gender = gender,
            Box = hasBox ? new Box(box.Item1, box.Item2, box.Item3, box.Item4) : null,
            Subject = subject,
        };

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void What_is_written_is_read_back() =>
        AnyFace
            .Array[1, 20]
            .Sample(
                faces =>
                {
                    folder.Write("list.csv", FaceList.Format(faces));
                    Assert.Equal(faces, FaceList.Read(folder["list.csv"]));
                },
                iter: 200,
                threads: 1
            );

    [Fact]
    public void The_group_follows_from_the_age() =>
        Assert.Equal([0, null, 4, 7, null], Read("file,age\na,2\nb,35\nc,32\nd,116\ne,\n").Select(face => face.Group));

    [Fact]
    public void Columns_come_in_any_order_with_any_line_ending_after_a_byte_order_mark()
    {
        var faces = Read(
            "\uFEFFGender, AGE ,A note,File\r\nmale,35.0,\"one, two\nthree\",a b.jpg\r\n\r\nFemale,,x,\"c\"\"d\"\"\"\r\n"
        );

        Assert.Equal(
            [
                new LabelledFace
                {
                    File = "a b.jpg",
                    Age = 35,
                    Gender = 1,
                },
                new LabelledFace { File = "c\"d\"", Gender = 0 },
            ],
            faces
        );
    }

    [Fact]
    public void Every_other_column_is_an_attribute_s_and_is_written_back_after_the_usual_ones()
    {
        var faces = Read("file,Mood,hat,1 note\na, high ,no,x\nb,,yes,y\n");

        Assert.Equal(["hat=no", "mood=high"], faces[0].Others.Select(o => $"{o.Key}={o.Value}").Order());
        Assert.Equal(["hat=yes"], faces[1].Others.Select(o => $"{o.Key}={o.Value}"));
        Assert.Equal(
            "file,age,group,gender,x,y,w,h,subject,hat,mood\na,,,,,,,,,no,high\nb,,,,,,,,,yes,\n",
            FaceList.Format(faces)
        );
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("file,age\n", "is empty")]
    [InlineData("name,age\na,3\n", "no column 'file'")]
    [InlineData("file;age\na;3\n", "no column 'file'")]
    [InlineData("file,age,age\na,3,4\n", "'age' twice")]
    [InlineData("file,mood,mood\na,low,high\n", "'mood' twice")]
    [InlineData("file,age\na,3\nb,old\n", "line 3", "age 'old'")]
    [InlineData("file,age\na,121\n", "line 2", "0 to 120")]
    [InlineData("file,age\na,2.5\n", "line 2", "whole number")]
    [InlineData("file,age\na,NaN\n", "line 2", "whole number")]
    [InlineData("file,group\na,8\n", "line 2", "0 to 7")]
    [InlineData("file,age,group\na,35,5\n", "line 2", "group 5 (38-43)", "age 35")]
    [InlineData("file,gender\na,m\n", "line 2", "neither female nor male")]
    [InlineData("file,x,y,w,h\na,1,2,3,\n", "line 2", "'1,2,3,'", "all four")]
    [InlineData("file,x,y,w,h\na,1,2,3,0\n", "line 2", "above 0")]
    [InlineData("file,x,y\na,1,2\n", "line 2", "all four")]
    [InlineData("file,age\na,b,3\n", "line 2", "3 fields", "quoted")]
    [InlineData("file,age\na\n", "line 2", "1 fields")]
    [InlineData("file,age\n\"x\ny\",2\n,3\n", "line 4", "names no file")]
    [InlineData("file,age\n\"a,3\n", "line 2", "never closed")]
    public void A_list_that_says_something_impossible_is_refused_in_one_line(string text, params string[] words) =>
        OneLine.Says(Assert.Throws<BadInputException>(() => Read(text)).Message, [.. words, "list.csv"]);

    [Fact]
    public void A_list_that_is_not_there_is_named() =>
        OneLine.Says(
            Assert.Throws<BadInputException>(() => FaceList.Read(folder["none.csv"])).Message,
            "none.csv",
            "not there"
        );

    [Fact]
    public void A_missing_picture_is_named()
    {
        folder.Write("a.jpg", "x");
        var faces = Read("file\na.jpg\nb.jpg\n");

        OneLine.Says(
            Assert.Throws<BadInputException>(() => FaceList.RequirePictures("list.csv", faces, folder.Path)).Message,
            "list.csv",
            "b.jpg",
            "1 of 2"
        );
    }

    public void Dispose() => folder.Dispose();

    private IReadOnlyList<LabelledFace> Read(string text) => FaceList.Read(folder.Write("list.csv", text));
}
