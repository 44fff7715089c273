using Google.Protobuf;
using Vitrine.Fleet.Releases;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Fleet.Releases;

/// <summary>Files beside models and keys that hold something else than was written.</summary>
public sealed class DamagedFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SigningKey key = SigningKey.Create();

    public DamagedFilesTests() => key.Write(folder.Path);

    [Fact]
    public void No_mutation_of_golden_vectors_is_told_in_more_than_one_line()
    {
        var golden = new GoldenFile { Sha256 = new string('a', 64), Tolerance = 0.05 };
        golden.Golden.Add(new GoldenVector { Seed = 1, Probabilities = { 0.25f, 0.75f } });
        foreach (var damaged in Mutations.Of(GoldenFiles.Text(golden), seed: 16))
        {
            try
            {
                GoldenFiles.Parse("gender.golden", System.Text.Encoding.UTF8.GetString(damaged));
            }
            catch (BadInputException wrong)
            {
                OneLine.Says(wrong.Message, "'gender.golden' holds no golden vectors");
            }
        }
    }

    [Fact]
    public void No_mutation_of_a_trusted_key_is_told_in_more_than_one_line_and_none_is_another_key()
    {
        var file = folder["release.pub"];
        foreach (var damaged in Mutations.Of(File.ReadAllBytes(file), seed: 17))
        {
            File.WriteAllBytes(file, damaged);
            try
            {
                Assert.Equal([key.Id], KeyRing.Open(folder.Path, folder["learned"]).Current.Ids);
            }
            catch (InvalidDataException wrong)
            {
                OneLine.Says(wrong.Message, "release.pub", "is no trusted key");
            }
        }
    }

    [Fact]
    public void No_mutation_of_a_change_of_keys_stops_anybody_or_trusts_another_key()
    {
        using var next = SigningKey.Create();
        var change = KeyChanges.Trust(next, [key], 1);
        var both = new[] { key.Id, next.Id }.Order(StringComparer.Ordinal).ToArray();
        foreach (var damaged in Mutations.Of(change.ToByteArray(), seed: 18))
        {
            File.WriteAllBytes(folder["1.change"], damaged);

            var ring = KeyRing.Open(folder.Path, folder["learned"]);

            Assert.All(ring.Notes, note => OneLine.Says(note, "1.change"));
            Assert.All(ring.Current.Ids, id => Assert.Contains(id, both));
        }
    }

    public void Dispose()
    {
        key.Dispose();
        folder.Dispose();
    }
}
