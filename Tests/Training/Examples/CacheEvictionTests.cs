using Vitrine.Training.Examples;
using Xunit;

namespace Vitrine.Tests.Training.Examples;

public sealed class CacheEvictionTests : IDisposable
{
    // A record of 484 values, and its key: 1000 bytes.
    private const int Values = 484;
    private static readonly DateTime Day = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private readonly TemporaryFolder folder = new();

    public CacheEvictionTests()
    {
        for (var number = 1; number <= 3; number++)
        {
            Fill(Name(number));
            File.SetLastWriteTimeUtc(Path.Combine(Name(number), "keys"), Day.AddDays(number));
        }
    }

    [Fact]
    public void What_was_used_least_recently_goes_first_and_no_more_than_it_takes()
    {
        // 3000 bytes are there, 1500 more come: two must go.
        CacheEviction.MakeRoom(Name(9), bytes: 1500, most: 2600);

        Assert.False(Directory.Exists(Name(1)));
        Assert.False(Directory.Exists(Name(2)));
        Assert.True(Directory.Exists(Name(3)));
    }

    [Fact]
    public void Where_there_is_room_nothing_goes()
    {
        CacheEviction.MakeRoom(Name(9), bytes: 1000, most: 4000);

        Assert.Equal(3, Directory.GetDirectories(folder.Path).Length);
    }

    [Fact]
    public void What_a_run_is_using_stays_and_the_next_goes()
    {
        using var used = new ActivationStore(Name(1), Values);
        File.SetLastWriteTimeUtc(Path.Combine(Name(1), "keys"), Day);

        CacheEviction.MakeRoom(Name(9), bytes: 1000, most: 3000);

        Assert.True(Directory.Exists(Name(1)));
        Assert.False(Directory.Exists(Name(2)));
    }

    [Fact]
    public void To_open_it_is_to_use_it()
    {
        new ActivationStore(Name(1), Values).Dispose();

        CacheEviction.MakeRoom(Name(9), bytes: 1000, most: 3000);

        Assert.True(Directory.Exists(Name(1)));
        Assert.False(Directory.Exists(Name(2)));
    }

    [Fact]
    public void What_is_not_ours_or_is_to_be_filled_stays()
    {
        Fill(folder["pictures"]);
        Directory.CreateDirectory(folder["00000000000000aa"]);

        CacheEviction.MakeRoom(Name(3), bytes: 1000, most: 0);

        Assert.Equal(
            [folder["0000000000000003"], folder["00000000000000aa"], folder["pictures"]],
            Directory.GetDirectories(folder.Path).Order(StringComparer.Ordinal)
        );
    }

    public void Dispose() => folder.Dispose();

    private string Name(int number) => folder[$"000000000000000{number}"];

    private static void Fill(string path)
    {
        using var store = new ActivationStore(path, Values);
        store.Append([new byte[ActivationStore.KeyLength]], new Half[Values]);
    }
}
