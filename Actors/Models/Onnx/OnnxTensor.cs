using System.Buffers.Binary;
using System.Text;

namespace Vitrine.Models.Onnx;

/// <summary>A constant of an ONNX file, checked: its shape asks for as many values as are there, in this file.</summary>
/// <param name="Name">Its name; empty in an attribute.</param>
/// <param name="Elements">How many values it has.</param>
/// <param name="AsShape">How many values a tensor has whose shape is these values; null: they are no shape.</param>
internal readonly record struct OnnxTensor(string Name, long Elements, long? AsShape)
{
    private const int MostRank = 8;
    private const ulong Int64 = 7;

    /// <summary>Bytes of a value by element type: float32, uint8, int8, int32, int64, bool, float16.</summary>
    private static readonly Dictionary<ulong, int> Sizes = new()
    {
        [1] = 4,
        [2] = 1,
        [3] = 1,
        [6] = 4,
        [Int64] = 8,
        [9] = 1,
        [10] = 2,
    };

    /// <summary>Whether values of an element type are read.</summary>
    public static bool IsType(ulong type) => Sizes.ContainsKey(type);

    /// <summary>Reads and checks a TensorProto.</summary>
    /// <exception cref="InvalidDataException">It is not what it says.</exception>
    public static OnnxTensor Read(ReadOnlySpan<byte> message)
    {
        var (type, name, dimensions) = (0ul, string.Empty, new List<ulong>());
        ReadOnlySpan<byte> raw = default;
        // Values that are not in raw_data: floats, int32s or int64s.
        var (listed, numbers, lists) = (0L, new List<ulong>(), 0);
        var fields = new ProtobufReader(message, "a constant", 1, 4, 5, 7, 13, 16);
        while (fields.Next())
        {
            switch (fields.Field, fields.Wire)
            {
                case (1, Wire.Varint or Wire.Bytes):
                    fields.AddTo(dimensions, MostRank);
                    break;
                case (2, Wire.Varint):
                    type = fields.Number;
                    break;
                case (4, Wire.Fixed32 or Wire.Bytes):
                    (listed, lists) = (listed + (fields.Bytes.Length / sizeof(float)), lists | (1 << fields.Field));
                    break;
                case (5 or 7, Wire.Varint or Wire.Bytes):
                    (listed, lists) = (listed + fields.Count(), lists | (1 << fields.Field));
                    fields.AddTo(numbers, MostRank);
                    break;
                case (8, Wire.Bytes):
                    name = Encoding.UTF8.GetString(fields.Bytes);
                    break;
                case (9, Wire.Bytes):
                    raw = fields.Bytes;
                    lists |= 1 << fields.Field;
                    break;
                case (12 or 16, Wire.Bytes) or (14, Wire.Varint) when fields.Field is not 14 || fields.Number is 0:
                    break;
                case (13 or 14, _):
                    throw new InvalidDataException(
                        $"the values of its constant '{Cut(name)}' are in another file; save it as one file"
                    );
                default:
                    throw fields.Unknown();
            }
        }

        var elements = Product(dimensions);
        var isRaw = lists == 1 << 9;
        var fits =
            Sizes.TryGetValue(type, out var size)
            && elements is { } wanted
            && (isRaw ? raw.Length == wanted * size : listed == wanted && lists == FieldOf(type, wanted));
        if (isRaw && type == Int64)
        {
            AddNumbers(raw, numbers);
        }

        return fits
            ? new OnnxTensor(name, elements!.Value, type == Int64 ? Product(numbers) : null)
            : throw new InvalidDataException(
                $"its constant '{Cut(name)}' has not the values that its shape ({string.Join(" x ", dimensions.Select(d => (long)d))}) and its type ({type}) ask for"
            );
    }

    private static void AddNumbers(ReadOnlySpan<byte> raw, List<ulong> numbers)
    {
        for (; raw.Length >= sizeof(ulong) && numbers.Count <= MostRank; raw = raw[sizeof(ulong)..])
        {
            numbers.Add(BinaryPrimitives.ReadUInt64LittleEndian(raw));
        }
    }

    /// <summary>A text for a message, however long it is.</summary>
    public static string Cut(string text) =>
        new([.. text.Take(60).Select(letter => char.IsControl(letter) ? '?' : letter)]);

    // Where values of a type are if they are not in raw_data.
    private static int FieldOf(ulong type, long elements) =>
        elements == 0 ? 0
        : type == 1 ? 1 << 4
        : type == Int64 ? 1 << 7
        : 1 << 5;

    /// <summary>Null: one is negative, they are too many, or their product without zeros is more than any file has bytes.</summary>
    private static long? Product(List<ulong> sizes)
    {
        var product = 1L;
        foreach (var size in sizes)
        {
            if (sizes.Count > MostRank || size > (ulong)(OnnxCheck.MostBytes / product))
            {
                return null;
            }

            product *= Math.Max(1, (long)size);
        }

        return sizes.Contains(0) ? 0 : product;
    }
}
