using System.Text;
using TorchSharp;
using Vitrine.Training.Network;
using Xunit;

namespace Vitrine.Tests.Training.Network;

public sealed class TorchLibraryTests
{
    private static readonly string Library = Path.Combine(
        AppContext.BaseDirectory,
        "runtimes",
        "linux-x64",
        "native",
        "libLibTorchSharp.so"
    );

    [Fact]
    public void It_loads_here_however_often_it_is_asked_for()
    {
        TorchLibrary.Use(threads: 1);
        TorchLibrary.Use(threads: 1);

        using var sum = torch.ones(3).sum();
        Assert.Equal(3, sum.item<float>());
        Assert.Equal(1, torch.get_num_threads());
    }

    [Fact]
    public void One_entry_is_marked_in_the_real_library_and_marking_it_again_changes_nothing()
    {
        var before = File.ReadAllBytes(Library);

        var weak = TorchLibrary.WithWeakNeed([.. before]);

        // Vernaux (LSB 3.0, 10.7): hash, flags, index, name: the one changed byte is the flags' lower one.
        var changed = Assert.Single(Enumerable.Range(0, before.Length), at => before[at] != weak[at]);
        Assert.Equal((0, 2), (before[changed], weak[changed]));
        Assert.Equal(Hash("GLIBCXX_3.4.32"), BitConverter.ToUInt32(weak, changed - 4));
        Assert.Equal(weak, TorchLibrary.WithWeakNeed([.. weak]));
    }

    // The System V ABI's hash of a symbol's name.
    private static uint Hash(string name)
    {
        uint hash = 0;
        foreach (var letter in Encoding.ASCII.GetBytes(name))
        {
            hash = (hash << 4) + letter;
            var high = hash & 0xf0000000;
            hash = (hash ^ (high >> 24)) & ~high;
        }

        return hash;
    }
}
