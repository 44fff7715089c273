using Vitrine.Training.Data;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Data;

public sealed class NamedFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_file_that_is_there_and_is_something_else_is_refused_in_the_words_for_one_that_is_not()
    {
        var there = folder.Write("shadow", "root:$6$salt$hash:19000:0:99999:7:::\n");
        var missing = folder["nosuch"];
        Directory.CreateDirectory(folder["folder"]);
        foreach (
            var job in new Func<string, TrainingJob>[]
            {
                path => new TrainingJob { Pretrained = path },
                path => new TrainingJob { Yunet = path },
                path => new TrainingJob { Data = { path } },
            }
        )
        {
            var said = Refusal(job(missing));

            OneLine.Says(said, missing);
            Assert.Equal(said, Refusal(job(there)).Replace(there, missing, StringComparison.Ordinal));
            Assert.Equal(
                said,
                Refusal(job(folder["folder"])).Replace(folder["folder"], missing, StringComparison.Ordinal)
            );
        }
    }

    [Fact]
    public void Files_that_are_what_the_job_says_are_taken()
    {
        foreach (var list in PreparedData.ListNames)
        {
            folder.Write(list, "file\na.jpg\n");
        }

        NamedFiles.Require(
            new TrainingJob
            {
                Pretrained = folder.Write("weights", "\u0002\0\0\0\0\0\0\0{}"),
                Yunet = folder.Write("yunet", "\u0008\u0007\u0012\u0007pytorch"),
                Data = { folder.Path },
            }
        );
    }

    public void Dispose() => folder.Dispose();

    private static string Refusal(TrainingJob job) =>
        Assert.Throws<BadInputException>(() => NamedFiles.Require(job)).Message;
}
