using System.Runtime.InteropServices;
using Google.Protobuf;
using Vitrine.Training.Packaging.Onnx;
using DataType = Vitrine.Training.Packaging.Onnx.TensorProto.Types.DataType;

namespace Vitrine.Training.Packaging;

/// <summary>An ONNX graph in the making: nodes and constants, each named once.</summary>
internal sealed class GraphWriter
{
    private const int IrVersion = 8;
    private const int Opset = 17;
    private const string Batch = "batch";

    private readonly GraphProto graph = new() { Name = "faces" };

    /// <summary>Adds a node.</summary>
    /// <param name="type">Its operator.</param>
    /// <param name="inputs">Names of tensors; those of constants included.</param>
    /// <param name="output">Name of what it gives; its own name too.</param>
    /// <param name="attributes">One number or several.</param>
    /// <returns><paramref name="output"/>.</returns>
    internal string Node(
        string type,
        IEnumerable<string> inputs,
        string output,
        params IEnumerable<(string Name, long[] Values)> attributes
    )
    {
        var node = new NodeProto
        {
            OpType = type,
            Name = output,
            Output = { output },
        };
        node.Input.AddRange(inputs);
        node.Attribute.AddRange(attributes.Select(a => Attribute(a.Name, a.Values)));
        graph.Node.Add(node);
        return output;
    }

    /// <summary>Adds a constant of float, byte, sbyte, int or long; no dimensions: one number.</summary>
    /// <returns><paramref name="name"/>.</returns>
    internal string Constant<T>(string name, ReadOnlySpan<T> values, params IEnumerable<long> dimensions)
        where T : unmanaged
    {
        var tensor = new TensorProto
        {
            Name = name,
            DataType = TypeOf<T>(),
            // The file is little endian, and so is every machine that .NET 10 runs on but one (s390x).
            RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(values)),
        };
        tensor.Dims.AddRange(dimensions);
        graph.Initializer.Add(tensor);
        return name;
    }

    /// <summary>Declares an input; the batch is free.</summary>
    internal void Input(string name, params long[] dimensions) => graph.Input.Add(Value(name, dimensions));

    /// <summary>Declares a picture as input, batch x 3 x height x width; all but the channels are free.</summary>
    internal void Picture(string name)
    {
        var value = Value(name, [3, 0, 0]);
        var dimensions = value.Type.TensorType.Shape.Dim;
        (dimensions[2].DimParam, dimensions[3].DimParam) = ("height", "width");
        graph.Input.Add(value);
    }

    /// <summary>Makes a map larger by whole factors: each cell is repeated.</summary>
    /// <param name="input">Name of the tensor.</param>
    /// <param name="factors">Name of the constant with a factor for each dimension.</param>
    /// <param name="output">Name of what it gives.</param>
    internal string Resize(string input, string factors, string output)
    {
        Node("Resize", [input, string.Empty, factors], output);
        foreach (
            var (name, text) in new[]
            {
                ("mode", "nearest"),
                ("coordinate_transformation_mode", "asymmetric"),
                ("nearest_mode", "floor"),
            }
        )
        {
            graph
                .Node[^1]
                .Attribute.Add(
                    new AttributeProto
                    {
                        Name = name,
                        Type = AttributeProto.Types.AttributeType.String,
                        S = ByteString.CopyFromUtf8(text),
                    }
                );
        }

        return output;
    }

    /// <summary>Declares an output; the batch is free.</summary>
    internal void Output(string name, params long[] dimensions) => graph.Output.Add(Value(name, dimensions));

    /// <summary>Makes a tensor inside an output too.</summary>
    internal void OutputOfAnyShape(string name)
    {
        var tensor = new TypeProto.Types.Tensor { ElemType = DataType.Float };
        graph.Output.Add(
            new ValueInfoProto
            {
                Name = name,
                Type = new TypeProto { TensorType = tensor },
            }
        );
    }

    /// <summary>The ONNX file.</summary>
    internal byte[] ToArray() =>
        new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = "vitrine",
            Graph = graph,
            OpsetImport = { new OperatorSetIdProto { Version = Opset } },
        }.ToByteArray();

    private static ValueInfoProto Value(string name, long[] dimensions)
    {
        var shape = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dimension { DimParam = Batch } } };
        shape.Dim.AddRange(dimensions.Select(d => new TensorShapeProto.Types.Dimension { DimValue = d }));
        var tensor = new TypeProto.Types.Tensor { ElemType = DataType.Float, Shape = shape };
        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = tensor },
        };
    }

    private static AttributeProto Attribute(string name, long[] values)
    {
        var attribute = new AttributeProto { Name = name };
        if (values.Length == 1)
        {
            attribute.Type = AttributeProto.Types.AttributeType.Int;
            attribute.I = values[0];
        }
        else
        {
            attribute.Type = AttributeProto.Types.AttributeType.Ints;
            attribute.Ints.AddRange(values);
        }

        return attribute;
    }

    private static DataType TypeOf<T>() =>
        default(T) switch
        {
            float => DataType.Float,
            byte => DataType.Uint8,
            sbyte => DataType.Int8,
            int => DataType.Int32,
            long => DataType.Int64,
            _ => throw new NotSupportedException($"No constants of {typeof(T).Name} are written."),
        };
}
