using System.Security.Cryptography;
using CsCheck;
using Vitrine.Training.Examples;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Examples;

public sealed class ActivationStoreTests : IDisposable
{
    private const int Values = 6;
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Records_are_there_again_when_it_is_opened_again()
    {
        Write(folder["kept"], 0, 3);
        Write(folder["kept"], 3, 2);

        using var store = new ActivationStore(folder["kept"], Values);

        Assert.Equal(5, store.Count);
        Assert.All(Enumerable.Range(0, 5), number => Assert.Equal(Record(number), Read(store, number)));
        Assert.False(store.Contains(Key(5)));
    }

    [Fact]
    public void However_an_append_was_torn_whole_records_stay_right_and_it_can_be_added_to()
    {
        Write(folder["whole"], 0, 4);

        Gen.Select(Gen.Int[0, 4 * ActivationStore.KeyLength], Gen.Int[0, 4 * Values * 2])
            .Sample(
                (keys, records) =>
                {
                    var torn = folder[$"torn-{keys}-{records}"];
                    Directory.CreateDirectory(torn);
                    Cut(folder["whole/keys"], Path.Combine(torn, "keys"), keys);
                    Cut(folder["whole/records"], Path.Combine(torn, "records"), records);
                    var whole = Math.Min(keys / ActivationStore.KeyLength, records / (Values * 2));
                    using (var store = new ActivationStore(torn, Values))
                    {
                        Assert.Equal(whole, store.Count);
                        store.Append([Key(9)], Record(9));
                    }

                    using var again = new ActivationStore(torn, Values);
                    Assert.Equal(whole + 1, again.Count);
                    Assert.Equal(Record(9), Read(again, 9));
                    Assert.All(Enumerable.Range(0, whole), number => Assert.Equal(Record(number), Read(again, number)));
                },
                iter: 50,
                threads: 1
            );
    }

    [Fact]
    public void A_second_run_is_refused_and_the_first_one_goes_on()
    {
        using var first = new ActivationStore(folder["kept"], Values);

        var refused = Assert.Throws<BadInputException>(() => new ActivationStore(folder["kept"], Values));

        OneLine.Says(refused.Message, "kept", "in use by another run", "--cache");
        first.Append([Key(1)], Record(1));
        Assert.Equal(Record(1), Read(first, 1));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_one_line() =>
        OneLine.Says(
            Assert
                .Throws<BadInputException>(() => new ActivationStore(Path.Combine(folder.Write("file", ""), "x"), 1))
                .Message,
            "the cache",
            "--cache"
        );

    [Fact]
    public void Cleared_it_is_empty_and_takes_records_anew()
    {
        Write(folder["kept"], 0, 3);
        using (var store = new ActivationStore(folder["kept"], Values))
        {
            store.Clear();
            Assert.False(store.Contains(Key(0)));
            store.Append([Key(7)], Record(7));
        }

        using var again = new ActivationStore(folder["kept"], Values);
        Assert.Equal((1, ActivationStore.BytesIn(folder["kept"])), (again.Count, again.BytesEach));
        Assert.Equal(Record(7), Read(again, 7));
    }

    public void Dispose() => folder.Dispose();

    private static void Write(string path, int from, int count)
    {
        using var store = new ActivationStore(path, Values);
        store.Append(
            [.. Enumerable.Range(from, count).Select(Key)],
            Enumerable.Range(from, count).SelectMany(Record).ToArray()
        );
    }

    private static void Cut(string from, string to, int length) =>
        File.WriteAllBytes(to, File.ReadAllBytes(from)[..length]);

    private static byte[] Key(int number) => SHA256.HashData(BitConverter.GetBytes(number));

    private static Half[] Record(int number) =>
        [.. Enumerable.Range(0, Values).Select(value => (Half)((10 * number) + value))];

    private static Half[] Read(ActivationStore store, int number)
    {
        var values = new Half[Values];
        store.Read(Key(number), values);
        return values;
    }
}
