using System.Text.Json;
using System.Text.Json.Nodes;
using static TorchSharp.torch;

namespace Vitrine.Training.Network;

/// <summary>
/// The JSON header of a safetensors file: which tensors there are, and where. Their bytes fill the file without a gap or an
/// overlap, as the format asks.
/// </summary>
/// <param name="Places">In the order of their bytes.</param>
/// <param name="Metadata">Texts by name.</param>
internal sealed record SafetensorsHeader(
    IReadOnlyList<TensorPlace> Places,
    IReadOnlyDictionary<string, string> Metadata
)
{
    private const int MostRank = 64;
    private const string MetadataKey = "__metadata__";

    private static readonly Dictionary<string, (ScalarType Type, int Size)> Types = new(StringComparer.Ordinal)
    {
        ["F32"] = (ScalarType.Float32, sizeof(float)),
        ["F64"] = (ScalarType.Float64, sizeof(double)),
        ["I64"] = (ScalarType.Int64, sizeof(long)),
        ["U8"] = (ScalarType.Byte, sizeof(byte)),
    };

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The header of a file that holds these tensors one after the other.</summary>
    /// <exception cref="NotSupportedException">A tensor is of a type that this format is not written in.</exception>
    public static SafetensorsHeader Of(TensorFile file)
    {
        var places = new List<TensorPlace>();
        long start = 0;
        foreach (var (name, tensor) in file.Tensors)
        {
            _ = NameOf(tensor.dtype);
            var end = start + (tensor.numel() * tensor.element_size());
            places.Add(new TensorPlace(name, tensor.dtype, tensor.shape, start, end));
            start = end;
        }

        return new SafetensorsHeader(places, file.Metadata);
    }

    /// <summary>Reads and checks it.</summary>
    /// <param name="json">The header's bytes.</param>
    /// <param name="length">Bytes behind the header.</param>
    /// <exception cref="JsonException">It is no JSON, or names something twice.</exception>
    /// <exception cref="InvalidDataException">It describes tensors that cannot be.</exception>
    public static SafetensorsHeader Parse(ReadOnlyMemory<byte> json, long length)
    {
        using var header = JsonDocument.Parse(json, Strict);
        if (header.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidDataException("its header is no JSON object");
        }

        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var places = new List<TensorPlace>();
        foreach (var entry in header.RootElement.EnumerateObject())
        {
            if (entry.NameEquals(MetadataKey))
            {
                metadata = entry.Value.Deserialize<Dictionary<string, string>>() ?? [];
                if (metadata.Values.Any(text => text is null))
                {
                    throw new InvalidDataException("its metadata are not all texts");
                }
            }
            else
            {
                places.Add(Place(entry.Name, entry.Value));
            }
        }

        return new SafetensorsHeader(WithoutGaps(places, length), metadata);
    }

    /// <summary>The header as it is written.</summary>
    public byte[] ToJson()
    {
        var json = new JsonObject
        {
            [MetadataKey] = new JsonObject(Metadata.Select(pair => Property(pair.Key, JsonValue.Create(pair.Value)))),
        };
        foreach (var place in Places)
        {
            json[place.Name] = new JsonObject
            {
                ["dtype"] = NameOf(place.Type),
                ["shape"] = new JsonArray([.. place.Shape.Select(size => JsonValue.Create(size))]),
                ["data_offsets"] = new JsonArray(place.Start, place.End),
            };
        }

        return JsonSerializer.SerializeToUtf8Bytes(json);
    }

    private static KeyValuePair<string, JsonNode?> Property(string name, JsonNode? value) => new(name, value);

    private static string NameOf(ScalarType type) =>
        Types.FirstOrDefault(known => known.Value.Type == type).Key
        ?? throw new NotSupportedException($"Tensors of {type} are not written; make them one of {Known}.");

    private static string Known => string.Join(", ", Types.Keys);

    private static TensorPlace Place(string name, JsonElement says)
    {
        var (typeName, shape, offsets) = Said(name, says);
        if (!Types.TryGetValue(typeName, out var known))
        {
            throw new InvalidDataException($"tensor '{name}' is of the type '{typeName}', not one of {Known}");
        }

        if (shape.Length > MostRank)
        {
            throw new InvalidDataException($"tensor '{name}' has {shape.Length} dimensions, more than {MostRank}");
        }

        if (offsets is not [>= 0 and var start, var end] || end < start)
        {
            throw new InvalidDataException($"tensor '{name}' has no place");
        }

        return Bytes(shape, known.Size) == end - start
            ? new TensorPlace(name, known.Type, shape, start, end)
            : throw new InvalidDataException($"tensor '{name}' has not the size that its shape asks for");
    }

    private static (string Type, long[] Shape, long[] Offsets) Said(string name, JsonElement says)
    {
        try
        {
            return (
                says.GetProperty("dtype").GetString() ?? "",
                Numbers(says.GetProperty("shape")),
                Numbers(says.GetProperty("data_offsets"))
            );
        }
        catch (Exception bad) when (bad is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"tensor '{name}' lacks a type, a shape or a place that can be read", bad);
        }
    }

    private static long[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(number => number.GetInt64())];

    // -1: there is no such tensor. Sizes beside a 0 count too: their product must not overflow either.
    private static long Bytes(long[] shape, int elementSize)
    {
        Int128 bytes = elementSize;
        foreach (var size in shape)
        {
            bytes *= Math.Max(1, size);
            if (size < 0 || bytes > long.MaxValue)
            {
                return -1;
            }
        }

        return shape.Contains(0) ? 0 : (long)bytes;
    }

    private static TensorPlace[] WithoutGaps(List<TensorPlace> places, long length)
    {
        TensorPlace[] ordered = [.. places.OrderBy(place => place.Start).ThenBy(place => place.End)];
        long reached = 0;
        foreach (var place in ordered)
        {
            if (place.Start != reached)
            {
                throw new InvalidDataException($"tensor '{place.Name}' does not begin where the one before it ends");
            }

            reached = place.End;
        }

        return reached == length
            ? ordered
            : throw new InvalidDataException($"its tensors take {reached} bytes, but it has {length}");
    }
}

/// <summary>One tensor in a safetensors header.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Of its values.</param>
/// <param name="Shape">Its sizes, each 0 or more.</param>
/// <param name="Start">Its first byte behind the header.</param>
/// <param name="End">The byte after its last.</param>
internal sealed record TensorPlace(string Name, ScalarType Type, long[] Shape, long Start, long End);
