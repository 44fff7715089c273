using System.Buffers.Binary;
using System.Text;
using Vitrine.Training.Network;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Network;

/// <summary>Files that somebody broke, or made on purpose: one clear line each.</summary>
public sealed class BadSafetensorsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public BadSafetensorsTests() => TorchLibrary.Use(threads: 1);

    [Theory]
    [InlineData("not JSON", "invalid")]
    [InlineData("""[1, 2]""", "no JSON object")]
    [InlineData("""{"a": 5}""", "'a' lacks")]
    [InlineData("""{"a": {}}""", "'a' lacks")]
    [InlineData("""{"__metadata__": {"epoch": 3}}""", "$.epoch")]
    [InlineData("""{"__metadata__": {"epoch": null}}""", "not all texts")]
    [InlineData("""{"a": {"dtype": "F32", "shape": [2]}}""", "'a' lacks")]
    [InlineData("""{"a": {"dtype": "F16", "shape": [4], "data_offsets": [0, 8]}}""", "'a' is of the type 'F16'")]
    [InlineData("""{"a": {"dtype": 32, "shape": [2], "data_offsets": [0, 8]}}""", "'a' lacks")]
    [InlineData("""{"a": {"dtype": "F32", "shape": [2.5], "data_offsets": [0, 8]}}""", "'a' lacks")]
    [InlineData("""{"a": {"dtype": "F32", "shape": [3], "data_offsets": [0, 8]}}""", "'a' has not the size")]
    [InlineData("""{"a": {"dtype": "F32", "shape": [-1, -2], "data_offsets": [0, 8]}}""", "'a' has not the size")]
    [InlineData(
        """{"a": {"dtype": "F32", "shape": [4294967296, 4294967296, 2], "data_offsets": [0, 8]}}""",
        "'a' has not the size"
    )]
    [InlineData(
        """{"a": {"dtype": "F32", "shape": [0, 4294967296, 4294967296], "data_offsets": [0, 0]}}""",
        "'a' has not the size"
    )]
    [InlineData("""{"a": {"dtype": "F32", "shape": [2], "data_offsets": [8, 0]}}""", "'a' has no place")]
    [InlineData("""{"a": {"dtype": "F32", "shape": [2], "data_offsets": [-8, 0]}}""", "'a' has no place")]
    [InlineData("""{"a": {"dtype": "F32", "shape": [2], "data_offsets": [0]}}""", "'a' has no place")]
    [InlineData("""{"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 9223372036854775808]}}""", "'a' lacks")]
    [InlineData(
        """{"a": {"dtype": "F32", "shape": [2000000000000], "data_offsets": [0, 8000000000000]}}""",
        "8000000000000 bytes, but it has 8"
    )]
    [InlineData("""{"a": {"dtype": "F32", "shape": [1], "data_offsets": [4, 8]}}""", "'a' does not begin where")]
    [InlineData("""{"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}""", "take 4 bytes, but it has 8")]
    [InlineData(
        """
            {"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}, "b": {"dtype": "U8", "shape": [4], "data_offsets": [4, 8]}}
            """,
        "'b' does not begin where"
    )]
    [InlineData(
        """
            {"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}, "a": {"dtype": "F32", "shape": [1], "data_offsets": [4, 8]}}
            """,
        "a"
    )]
    public void A_header_that_says_what_cannot_be_is_one_clear_line(string header, string says) =>
        OneLine.Says(Refused(Content(header, values: 8)), says);

    [Fact]
    public void A_good_file_is_read_and_one_cut_off_anywhere_is_not()
    {
        var whole = Content("""{"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}""", values: 8);
        using (var read = Safetensors.Read(folder.Write("whole", whole)))
        {
            Assert.Equal([2], read.Tensors["a"].shape);
        }

        for (var length = 0; length < whole.Length; length++)
        {
            OneLine.Says(Refused(whole[..length]), "not a whole safetensors file");
        }
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1L << 32)]
    [InlineData(11)]
    public void A_header_that_is_longer_than_the_file_costs_no_memory(long length)
    {
        var content = Content("{\"a\": 1234", values: 0);
        BinaryPrimitives.WriteInt64LittleEndian(content, length);
        var before = GC.GetAllocatedBytesForCurrentThread();

        OneLine.Says(Refused(content), "its header does not fit into it");

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void More_than_two_gibibytes_are_not_read()
    {
        var path = folder.Write(
            "sparse",
            Content("""{"a": {"dtype": "U8", "shape": [3221225472], "data_offsets": [0, 3221225472]}}""", values: 0)
        );
        using (var file = File.OpenWrite(path))
        {
            file.SetLength(file.Length + (3L << 30));
        }

        OneLine.Says(Message(path), path, "more than 2147483647 bytes");
    }

    [Fact]
    public void Depth_and_dimensions_have_a_bound()
    {
        OneLine.Says(Refused(Content(new string('[', 1_000_000), values: 0)), "depth");
        var shape = string.Join(',', Enumerable.Repeat(1, 100_000));
        var flat = $$$"""{"a": {"dtype": "U8", "shape": [{{{shape}}}], "data_offsets": [0, 1]}}""";
        OneLine.Says(Refused(Content(flat, values: 1)), "'a' has 100000 dimensions");
    }

    [Fact]
    public void No_mutation_is_told_in_more_than_one_line()
    {
        var whole = Content(
            """
            {"__metadata__": {"epoch": "3"}, "a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}, "b": {"dtype": "U8", "shape": [0, 4], "data_offsets": [8, 8]}}
            """,
            values: 8
        );
        foreach (var damaged in Mutations.Of(whole, seed: 22))
        {
            var path = folder.Write("damaged", damaged);
            try
            {
                using var read = Safetensors.Read(path);
                Assert.All(read.Metadata.Values, Assert.NotNull);
            }
            catch (BadInputException refused)
            {
                OneLine.Says(refused.Message, path);
            }
        }
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_named()
    {
        OneLine.Says(Message(folder["none"]), folder["none"], "cannot be read");
        OneLine.Says(Message(folder.Path), folder.Path, "cannot be read");
        OneLine.Says(Message("/dev/zero"), "/dev/zero");
    }

    public void Dispose() => folder.Dispose();

    private string Refused(byte[] content)
    {
        var path = folder.Write("bad.safetensors", content);
        var message = Message(path);
        OneLine.Says(message, path);
        return message;
    }

    private static string Message(string path) =>
        Assert.Throws<BadInputException>(() => Safetensors.Read(path).Dispose()).Message;

    private static byte[] Content(string header, int values)
    {
        var text = Encoding.UTF8.GetBytes(header.Trim());
        return [.. BitConverter.GetBytes((long)text.Length), .. text, .. new byte[values]];
    }
}
