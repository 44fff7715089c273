using Vitrine.Training.Preparation;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Preparation;

public sealed class CsvDataTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Faulty_rows_are_dropped_for_their_reasons_where_a_list_to_train_on_would_be_refused()
    {
        folder.Write("a.jpg", "");
        folder.Write(
            "labels.csv",
            "file,age,group,gender,x,y,w,h\na.jpg,30,,male,,,,\na.jpg,old,,male,,,,\na.jpg,30,5,male,,,,\na.jpg,30,,male,1,,,\na.jpg\n,30,,male,,,,\na.jpg,,,,,,,,,\n"
        );

        Assert.Equal(
            [
                null,
                Reason.MisspeltLabel,
                "contradicting-labels",
                "bad-box",
                Reason.MissingField,
                Reason.MissingField,
                "surplus-field",
            ],
            CsvData.Read(folder.Path).Points.Select(point => point.Dropped)
        );
    }

    [Fact]
    public void A_column_of_few_labels_is_an_attribute_s_and_one_of_names_or_notes_is_left_alone()
    {
        folder.Write("a.jpg", "");
        folder.Write("labels.csv", "file,mood,id,kind\na.jpg,low,1,a\na.jpg,high,2,a\na.jpg,high,3,a\na.jpg,low,4,a\n");

        Assert.All(
            CsvData.Read(folder.Path).Points,
            point => Assert.Equal(["mood"], point.Face!.Others.Select(o => o.Key))
        );
    }

    [Fact]
    public void A_list_may_be_given_itself()
    {
        folder.Write("a.jpg", "");
        folder.Write("mine.csv", "file,age\na.jpg,30\n");

        Assert.Equal(folder.Path, CsvData.Read(folder["mine.csv"]).Images);
    }

    [Fact]
    public void A_list_that_names_a_missing_picture_is_refused()
    {
        folder.Write("labels.csv", "file,age\ngone.jpg,30\n");

        OneLine.Says(
            Assert.Throws<BadInputException>(() => CsvData.Read(folder.Path)).Message,
            "labels.csv",
            "gone.jpg"
        );
    }

    [Fact]
    public void A_missing_list_or_folder_is_named()
    {
        OneLine.Says(Assert.Throws<BadInputException>(() => CsvData.Read(folder.Path)).Message, folder["labels.csv"]);
        OneLine.Says(Assert.Throws<BadInputException>(() => CsvData.Read(folder["none"])).Message, folder["none"]);
    }

    public void Dispose() => folder.Dispose();
}
