using System.Text;
using System.Text.Json.Nodes;
using Vitrine.Fleet.Hub;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Fleet.Hub;

/// <summary>A history that no hub wrote is one line: who knows what was released would otherwise be forgotten.</summary>
public sealed class DamagedHistoryTests : IDisposable
{
    private static readonly DateTimeOffset Day = DateTimeOffset.UnixEpoch;
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void No_mutation_of_it_is_told_in_more_than_one_line()
    {
        foreach (var damaged in Mutations.Of(Written(), seed: 19))
        {
            MustBeOneLine(damaged);
        }
    }

    [Theory]
    [InlineData("wave", "null")]
    [InlineData("devices", "null")]
    [InlineData("kind", "\"DeviceChanged\"")]
    [InlineData("kind", "\"Started\"")]
    public void What_hangs_together_and_cannot_have_happened_is_one_line(string field, string value)
    {
        var lines = Encoding.UTF8.GetString(Written()).Split('\n');
        var second = JsonNode.Parse(lines[1])!;
        second["event"]![field] = JsonNode.Parse(value);
        var first = HistoryEntry.FromJson(lines[0]);
        var forged = HistoryEntry.After(first, HistoryEntry.FromJson(second.ToJsonString()).Event);

        var refused = MustBeOneLine(Encoding.UTF8.GetBytes($"{lines[0]}\n{forged.ToJson()}\n"));

        Assert.True(refused);
    }

    public void Dispose() => folder.Dispose();

    private bool MustBeOneLine(byte[] history)
    {
        File.WriteAllBytes(folder[History.FileName], history);
        try
        {
            History.Open(folder.Path, TimeProvider.System).Dispose();
            return false;
        }
        catch (BadInputException wrong)
        {
            OneLine.Says(wrong.Message, "history");
            return true;
        }
    }

    private byte[] Written()
    {
        using (var history = History.Open(folder.Path, TimeProvider.System))
        {
            history.Add(
                new FleetEvent(FleetEventKind.Started, Day, "anna", "abc")
                {
                    Task = "gender",
                    Version = 4,
                    Plan = new FleetPlan { Canaries = ["shop-1"] },
                }
            );
            history.Add(
                new FleetEvent(FleetEventKind.WaveOpened, Day, "hub", "abc") { Wave = 1, Devices = ["shop-1"] }
            );
            history.Add(
                new FleetEvent(FleetEventKind.DeviceChanged, Day, "shop-1", "abc")
                {
                    Phase = RolloutPhase.Reverted,
                    Why = "it agrees badly",
                }
            );
        }

        return File.ReadAllBytes(folder[History.FileName]);
    }
}
