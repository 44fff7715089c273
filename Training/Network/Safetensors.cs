using System.Buffers.Binary;
using System.Text.Json;
using Vitrine.Wire;
using static TorchSharp.torch;

namespace Vitrine.Training.Network;

/// <summary>
/// Named tensors in one file, in the safetensors format (huggingface/safetensors): 8 bytes with the header's length, a JSON
/// header, then the values, little endian. Types: F32, F64, I64 and U8.
/// </summary>
public static class Safetensors
{
    // A tensor's bytes are counted in an int.
    private const int MostBytes = int.MaxValue;
    private const int LongestHeader = 16 * 1024 * 1024;

    /// <summary>Reads all tensors and the metadata.</summary>
    /// <exception cref="BadInputException">The file is missing, cut off, or not of this format.</exception>
    public static TensorFile Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var header = Header(stream);
            return new TensorFile(Tensors(stream, header), header.Metadata);
        }
        catch (Exception bad)
            when (bad is JsonException or InvalidDataException or InvalidOperationException or EndOfStreamException)
        {
            throw new BadInputException(
                $"weights '{path}' are not a whole safetensors file ({bad.Message}); fetch or make them again",
                bad
            );
        }
        catch (Exception unreadable)
            when (unreadable is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new BadInputException($"weights '{path}' cannot be read: {unreadable.Message}", unreadable);
        }
    }

    /// <summary>Writes a file that is whole or not there.</summary>
    /// <exception cref="IOException">The disk is full, or the folder cannot be written; what was at the path stays.</exception>
    /// <exception cref="NotSupportedException">A tensor is of another type; nothing is written.</exception>
    public static void Write(string path, TensorFile file)
    {
        var header = SafetensorsHeader.Of(file).ToJson();
        WholeFile.Write(path, stream => Write(stream, header, file.Tensors.Values));
    }

    private static void Write(Stream stream, byte[] header, IEnumerable<Tensor> tensors)
    {
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (var tensor in tensors)
        {
            using var scope = NewDisposeScope();
            stream.Write(tensor.detach().cpu().contiguous().bytes);
        }
    }

    private static SafetensorsHeader Header(FileStream stream)
    {
        if (stream.Length > MostBytes)
        {
            throw new InvalidDataException($"it has more than {MostBytes} bytes");
        }

        Span<byte> size = stackalloc byte[sizeof(long)];
        stream.ReadExactly(size);
        var length = BinaryPrimitives.ReadInt64LittleEndian(size);
        if (length is < 2 or > LongestHeader || length > stream.Length - sizeof(long))
        {
            throw new InvalidDataException("its header does not fit into it");
        }

        var json = new byte[length];
        stream.ReadExactly(json);
        return SafetensorsHeader.Parse(json, stream.Length - stream.Position);
    }

    // The places follow each other without a gap, so the values are read as they come.
    private static Dictionary<string, Tensor> Tensors(FileStream stream, SafetensorsHeader header)
    {
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        using var scope = NewDisposeScope();
        foreach (var place in header.Places)
        {
            var values = empty(place.Shape, place.Type);
            stream.ReadExactly(values.bytes);
            tensors.Add(place.Name, values);
        }

        scope.MoveToOuter(tensors.Values);
        return tensors;
    }
}

/// <summary>What a safetensors file holds.</summary>
/// <param name="Tensors">By name; the holder disposes of them.</param>
/// <param name="Metadata">Texts by name.</param>
public sealed record TensorFile(
    IReadOnlyDictionary<string, Tensor> Tensors,
    IReadOnlyDictionary<string, string> Metadata
) : IDisposable
{
    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var tensor in Tensors.Values)
        {
            tensor.Dispose();
        }
    }
}
