using System.Text;

namespace Vitrine.Models.Onnx;

/// <summary>A node of an ONNX graph: one of the operators that are taken, without a graph of its own.</summary>
/// <param name="Type">Its operator.</param>
/// <param name="Inputs">Names of what it reads; an empty one: none in this place.</param>
/// <param name="Outputs">Names of what it gives.</param>
/// <param name="Constant">What its last attribute holds.</param>
internal sealed record OnnxNode(
    string Type,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs,
    OnnxTensor Constant
)
{
    private const int MostNames = 1000;

    /// <summary>Reads and checks a NodeProto.</summary>
    /// <exception cref="InvalidDataException">It is none that is taken.</exception>
    public static OnnxNode Read(ReadOnlySpan<byte> message)
    {
        var (type, inputs, outputs) = (string.Empty, new List<string>(), new List<string>());
        var (constant, attributes) = (default(OnnxTensor), 0);
        var fields = new ProtobufReader(message, "a node", 1, 2, 5, 9);
        while (fields.Next())
        {
            switch (fields.Field, fields.Wire)
            {
                case (1 or 2, Wire.Bytes) when inputs.Count + outputs.Count < MostNames:
                    (fields.Field is 1 ? inputs : outputs).Add(Text(fields.Bytes));
                    break;
                case (4, Wire.Bytes):
                    type = Text(fields.Bytes);
                    break;
                case (5, Wire.Bytes):
                    (constant, attributes) = (Attribute(fields.Bytes), attributes + 1);
                    break;
                case (7, Wire.Bytes) when fields.Bytes is not [] && !fields.Bytes.SequenceEqual("ai.onnx"u8):
                    throw new InvalidDataException(
                        $"it uses an operator of '{OnnxTensor.Cut(Text(fields.Bytes))}'; export it with ONNX's operators alone"
                    );
                case (3 or 6 or 7 or 9, Wire.Bytes):
                    break;
                default:
                    throw fields.Unknown();
            }
        }

        if (type is "Constant" && attributes != 1)
        {
            throw new InvalidDataException($"a Constant has {attributes} attributes, not one");
        }

        return OnnxOperators.Taken.Contains(type)
            ? new OnnxNode(type, inputs, outputs, constant)
            : throw new InvalidDataException(
                $"it uses the operator '{OnnxTensor.Cut(type)}', which is none of those that are loaded (docs/rollout.md lists them)"
            );
    }

    // What holds no tensor has at the most as many values as bytes.
    private static OnnxTensor Attribute(ReadOnlySpan<byte> message)
    {
        OnnxTensor? tensor = null;
        var fields = new ProtobufReader(message, "an attribute", 7, 8, 9);
        while (fields.Next())
        {
            switch (fields.Field, fields.Wire)
            {
                case (5, Wire.Bytes):
                    tensor = OnnxTensor.Read(fields.Bytes);
                    break;
                case (6 or 11, _):
                    throw new InvalidDataException(
                        "a node holds a graph of its own; export it without loops and branches"
                    );
                case (1 or 4 or 7 or 8 or 9 or 13, Wire.Bytes) or (3 or 8 or 20, Wire.Varint) or (2 or 7, Wire.Fixed32):
                    break;
                default:
                    throw fields.Unknown();
            }
        }

        return tensor ?? new OnnxTensor(string.Empty, message.Length, null);
    }

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}

/// <summary>What an ONNX graph says of a tensor by name.</summary>
internal static class OnnxValue
{
    /// <summary>Reads a ValueInfoProto.</summary>
    /// <returns>Its name and element type.</returns>
    /// <exception cref="InvalidDataException">It is no tensor.</exception>
    public static (string Name, ulong Type) Read(ReadOnlySpan<byte> message)
    {
        var name = string.Empty;
        ReadOnlySpan<byte> type = default;
        var fields = new ProtobufReader(message, "a value", 4);
        while (fields.Next())
        {
            switch (fields.Field, fields.Wire)
            {
                case (1, Wire.Bytes):
                    name = Encoding.UTF8.GetString(fields.Bytes);
                    break;
                case (2, Wire.Bytes):
                    type = fields.Bytes;
                    break;
                case (3 or 4, Wire.Bytes):
                    break;
                default:
                    throw fields.Unknown();
            }
        }

        return (name, ElementType(name, type));
    }

    private static ulong ElementType(string name, ReadOnlySpan<byte> type)
    {
        var element = 0ul;
        var kinds = new ProtobufReader(type, "a type");
        while (kinds.Next())
        {
            // 6: what it stands for, a text.
            if (kinds.Field is not (1 or 6) || kinds.Wire is not Wire.Bytes)
            {
                throw kinds.Unknown();
            }

            var tensor = new ProtobufReader(kinds.Field is 1 ? kinds.Bytes : [], "a type");
            while (tensor.Next())
            {
                element = tensor is { Field: 1, Wire: Wire.Varint } ? tensor.Number : element;
            }
        }

        return OnnxTensor.IsType(element)
            ? element
            : throw new InvalidDataException($"its '{OnnxTensor.Cut(name)}' is of no type that is read");
    }
}
