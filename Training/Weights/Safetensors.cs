using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using static TorchSharp.torch;

namespace Vitrine.Training.Weights;

/// <summary>
/// Named tensors in one file, in the safetensors format (huggingface/safetensors): 8 bytes with the header's length, a JSON
/// header, then the values, little endian.
/// </summary>
public static class Safetensors
{
    private const string MetadataKey = "__metadata__";
    private const int LongestHeader = 16 * 1024 * 1024;

    private static readonly Dictionary<string, ScalarType> Types = new(StringComparer.Ordinal)
    {
        ["F32"] = ScalarType.Float32,
        ["F64"] = ScalarType.Float64,
        ["I64"] = ScalarType.Int64,
    };

    /// <summary>Reads all tensors and the metadata.</summary>
    /// <exception cref="BadInputException">The file is missing, cut off, or not of this format.</exception>
    public static TensorFile Read(string path)
    {
        byte[] content;
        try
        {
            content = File.ReadAllBytes(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"weights '{path}' cannot be read: {unreadable.Message}", unreadable);
        }

        try
        {
            return Parse(content);
        }
        catch (Exception bad)
            when (bad is JsonException or InvalidDataException or InvalidOperationException or FormatException)
        {
            throw new BadInputException(
                $"weights '{path}' are not a whole safetensors file ({bad.Message}); fetch or make them again",
                bad
            );
        }
    }

    /// <summary>Writes beside <paramref name="path"/>, flushes to the disk, then renames: never half a file.</summary>
    /// <exception cref="IOException">The disk is full, or the folder cannot be written; what was at the path stays.</exception>
    public static void Write(string path, TensorFile file)
    {
        var unfinished = path + ".unfinished";
        try
        {
            using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
            {
                Write(stream, file);
                stream.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch (IOException)
        {
            File.Delete(unfinished);
            throw;
        }
    }

    private static void Write(FileStream stream, TensorFile file)
    {
        var header = new JsonObject { [MetadataKey] = Metadata(file) };
        long offset = 0;
        foreach (var (name, tensor) in file.Tensors)
        {
            var length = tensor.numel() * tensor.element_size();
            header[name] = new JsonObject
            {
                ["dtype"] = Types.First(type => type.Value == tensor.dtype).Key,
                ["shape"] = new JsonArray([.. tensor.shape.Select(size => JsonValue.Create(size))]),
                ["data_offsets"] = new JsonArray(offset, offset + length),
            };
            offset += length;
        }

        var text = JsonSerializer.SerializeToUtf8Bytes(header);
        Span<byte> size = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(size, text.Length);
        stream.Write(size);
        stream.Write(text);
        foreach (var (_, tensor) in file.Tensors)
        {
            using var plain = tensor.detach().cpu().contiguous();
            stream.Write(plain.bytes);
        }
    }

    private static JsonObject Metadata(TensorFile file) =>
        new(file.Metadata.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value))));

    private static TensorFile Parse(byte[] content)
    {
        if (content.Length < sizeof(long))
        {
            throw new InvalidDataException("it is too short");
        }

        var length = BinaryPrimitives.ReadInt64LittleEndian(content);
        if (length is < 2 or > LongestHeader || length > content.Length - sizeof(long))
        {
            throw new InvalidDataException("its header does not fit into it");
        }

        using var header = JsonDocument.Parse(content.AsMemory(sizeof(long), (int)length));
        var values = content.AsMemory(sizeof(long) + (int)length);
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var entry in header.RootElement.EnumerateObject())
        {
            if (entry.NameEquals(MetadataKey))
            {
                metadata = entry.Value.Deserialize<Dictionary<string, string>>() ?? [];
            }
            else
            {
                tensors[entry.Name] = Tensor(entry, values);
            }
        }

        return new TensorFile(tensors, metadata);
    }

    private static Tensor Tensor(JsonProperty entry, ReadOnlyMemory<byte> values)
    {
        if (
            !entry.Value.TryGetProperty("dtype", out var name)
            || !entry.Value.TryGetProperty("shape", out var sizes)
            || !entry.Value.TryGetProperty("data_offsets", out var offsets)
            || !Types.TryGetValue(name.GetString() ?? "", out var type)
        )
        {
            throw new InvalidDataException($"tensor {entry.Name} has no known type, shape or place");
        }

        long[] shape = [.. sizes.EnumerateArray().Select(size => size.GetInt64())];
        long[] place = [.. offsets.EnumerateArray().Select(offset => offset.GetInt64())];
        if (place is not [>= 0 and var start, var end] || end < start || end > values.Length)
        {
            throw new InvalidDataException($"tensor {entry.Name} reaches beyond the end");
        }

        var bytes = values.Span[(int)start..(int)end];
        var count = shape.Aggregate(1L, (product, size) => checked(product * size));
        var elementSize = type == ScalarType.Float32 ? sizeof(float) : sizeof(double);
        return count * elementSize == bytes.Length
            ? Filled(bytes, shape, type)
            : throw new InvalidDataException($"tensor {entry.Name} has not the size that its shape asks for");
    }

    private static Tensor Filled(ReadOnlySpan<byte> bytes, long[] shape, ScalarType type) =>
        type switch
        {
            ScalarType.Float32 => tensor(MemoryMarshal.Cast<byte, float>(bytes).ToArray(), shape),
            ScalarType.Float64 => tensor(MemoryMarshal.Cast<byte, double>(bytes).ToArray(), shape),
            _ => tensor(MemoryMarshal.Cast<byte, long>(bytes).ToArray(), shape),
        };
}
