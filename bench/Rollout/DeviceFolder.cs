using System.Text.Json;
using Vitrine.Device;
using Vitrine.Fleet.Releases;
using Vitrine.Wire;

namespace Vitrine.Bench.Rollout;

/// <summary>What a device that is not running left on its disk.</summary>
/// <param name="data">The device's data folder.</param>
/// <param name="keys">The folder of the keys that it trusts.</param>
internal sealed class DeviceFolder(string data, string keys)
{
    private readonly FolderDisk disk = new(Path.Combine(data, "models"));

    /// <summary>How far it was by its journal; null: it was taking no release.</summary>
    public CandidatePhase? Phase => Journal.Candidate?.Phase;

    private Journal Journal =>
        File.Exists(disk.PathOf(ModelStore.JournalName))
            ? Journal.FromJson(File.ReadAllBytes(disk.PathOf(ModelStore.JournalName)))
            : Journal.Empty;

    /// <summary>Verifies every model that is live or was by the journal, and every file that has a model's name.</summary>
    /// <returns>What is wrong, one line each; empty: nothing.</returns>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        var files = new ModelFiles(disk, KeyRing.Of(TrustedKeys.Read(keys)));
        try
        {
            var installed = Journal.Tasks.Values.SelectMany(models => new[] { models.Live, models.Previous });
            var whole = disk.List().Where(IsModel).Select(Path.GetFileNameWithoutExtension);
            foreach (var id in installed.Concat(whole).OfType<string>().Distinct(StringComparer.Ordinal))
            {
                files.Open(id);
            }
        }
        catch (Exception wrong) when (wrong is RefusedReleaseException or JsonException)
        {
            faults.Add(wrong.Message);
        }

        return faults;
    }

    private static bool IsModel(string name) => name.EndsWith(".onnx", StringComparison.Ordinal);
}
