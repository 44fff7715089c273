using Vitrine.Training.Network;
using Xunit;
using static TorchSharp.torch;

namespace Vitrine.Tests.Training.Network;

public sealed class SafetensorsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly TorchSharp.DisposeScope scope;

    public SafetensorsTests()
    {
        TorchLibrary.Use(threads: 1);
        scope = NewDisposeScope();
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        var written = new TensorFile(
            new Dictionary<string, Tensor>(StringComparer.Ordinal)
            {
                ["bytes"] = tensor(new byte[] { 0, 7, 255 }),
                ["float"] = tensor([1.5f, float.NaN, float.NegativeInfinity, -0f], [2, 2]),
                ["double"] = tensor([Math.PI, double.Epsilon], [1, 2, 1]),
                ["long"] = tensor([long.MinValue, long.MaxValue]),
                ["one"] = tensor(3L),
                ["none"] = empty(0, 4),
                ["turned"] = arange(6).reshape(2, 3).t(),
            },
            new Dictionary<string, string>(StringComparer.Ordinal) { ["epoch"] = "7", ["note"] = "a \"b\"\nç" }
        );

        Safetensors.Write(folder["all.safetensors"], written);

        using var read = Safetensors.Read(folder["all.safetensors"]);
        Assert.Equal(written.Metadata, read.Metadata);
        Assert.Equal(
            written.Tensors.Keys.Order(StringComparer.Ordinal),
            read.Tensors.Keys.Order(StringComparer.Ordinal)
        );
        Assert.All(written.Tensors, entry => AssertSame(entry.Value, read.Tensors[entry.Key]));
    }

    [Fact]
    public void A_tensor_read_can_be_changed_and_outlives_its_file()
    {
        Safetensors.Write(folder["a"], One("first", tensor([1f, 2f])));
        using var read = Safetensors.Read(folder["a"]);
        File.Delete(folder["a"]);

        read.Tensors["first"].add_(1);

        Assert.Equal([2f, 3f], read.Tensors["first"].data<float>().ToArray());
    }

    [Fact]
    public void A_new_file_takes_the_place_of_the_old_and_leaves_nothing_beside()
    {
        Safetensors.Write(folder["a"], One("old", ones(1000)));
        Safetensors.Write(folder["a"], One("new", zeros(2)));

        using var read = Safetensors.Read(folder["a"]);
        Assert.Equal("new", Assert.Single(read.Tensors).Key);
        Assert.Equal([folder["a"]], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void On_a_full_disk_the_old_file_stays_and_nothing_unfinished()
    {
        Safetensors.Write(folder["a"], One("old", ones(3)));
        // Whatever is written to this device, the disk is full.
        File.CreateSymbolicLink(folder["a.part"], "/dev/full");

        var full = Assert.Throws<IOException>(() => Safetensors.Write(folder["a"], One("new", zeros(100_000))));

        Assert.Contains("No space left", full.Message, StringComparison.Ordinal);
        Assert.Equal([folder["a"]], Directory.GetFileSystemEntries(folder.Path));
        using var read = Safetensors.Read(folder["a"]);
        Assert.Equal("old", Assert.Single(read.Tensors).Key);
    }

    [Fact]
    public void A_tensor_of_another_type_is_refused_before_anything_is_written()
    {
        var refused = Assert.Throws<NotSupportedException>(() =>
            Safetensors.Write(folder["a"], One("half", ones(3, ScalarType.Float16)))
        );

        OneLine.Says(refused.Message, "Float16", "F32, F64, I64, U8");
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    public void Dispose()
    {
        scope.Dispose();
        folder.Dispose();
    }

    private static TensorFile One(string name, Tensor tensor) =>
        new(
            new Dictionary<string, Tensor>(StringComparer.Ordinal) { [name] = tensor },
            new Dictionary<string, string>(StringComparer.Ordinal)
        );

    private static void AssertSame(Tensor written, Tensor read)
    {
        Assert.Equal(written.dtype, read.dtype);
        Assert.Equal(written.shape, read.shape);
        Assert.Equal(written.contiguous().bytes.ToArray(), read.bytes.ToArray());
    }
}
