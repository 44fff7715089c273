using System.Text.Json;
using Vitrine.Jobs.Runs;
using Vitrine.Training.Monitoring;
using Xunit;

namespace Vitrine.Tests.Training.Monitoring;

public sealed class MetricsLogTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly MetricsLog log;

    public MetricsLogTests() => log = new MetricsLog(folder.Path);

    [Fact]
    public void An_epoch_is_one_line_of_each_file_and_the_table_has_a_header()
    {
        log.Write([Epochs.One(1, loss: 0.75) with { Best = true }, Epochs.One(2, loss: 0.25)]);

        Assert.Equal(
            [
                "epoch,trainingLoss,trainingAccuracy,validationLoss,validationAccuracy,validationMacroRecall,learningRate,seconds,imagesPerSecond,best",
                "1,0.75,0.8,0.75,0.8,0.8,0.001,60,100,1",
                "2,0.25,0.8,0.25,0.8,0.8,0.001,60,100,0",
            ],
            File.ReadAllLines(log.CsvFile)
        );
        Assert.Equal([1, 2], LoggedEpochs());
    }

    [Fact]
    public void Both_files_have_the_same_fields_in_the_same_order()
    {
        log.Write([Epochs.One(1)]);

        using var line = JsonDocument.Parse(File.ReadAllText(log.JsonFile));
        Assert.Equal(
            File.ReadLines(log.CsvFile).First().Split(','),
            line.RootElement.EnumerateObject().Select(field => field.Name)
        );
    }

    [Fact]
    public void A_resumed_run_neither_repeats_nor_loses_an_epoch()
    {
        EpochMetrics[] history = [.. Enumerable.Range(1, 3).Select(epoch => Epochs.One(epoch))];
        log.Write(history);
        File.AppendAllText(log.CsvFile, "4,0.2");
        File.AppendAllText(log.JsonFile, "{\"epo");

        log.Write(history[..2]);
        log.Write(history);

        Assert.Equal([1, 2, 3], LoggedEpochs());
        Assert.Equal(["epoch", "1", "2", "3"], File.ReadLines(log.CsvFile).Select(line => line.Split(',')[0]));
        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
    }

    [Fact]
    public void A_loss_that_is_no_number_is_written_and_does_not_stop_the_run()
    {
        log.Write([Epochs.One(1, loss: double.NaN)]);

        Assert.Contains("\"trainingLoss\":\"NaN\"", File.ReadAllText(log.JsonFile), StringComparison.Ordinal);
        Assert.Contains("1,NaN,", File.ReadAllText(log.CsvFile), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private IEnumerable<int> LoggedEpochs() =>
        File.ReadLines(log.JsonFile)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("epoch").GetInt32());
}
