using System.Runtime.InteropServices;

namespace Vitrine.Tests.Vision.Attributes;

/// <summary>
/// ONNX models of a few nodes, with fixed weights, written by hand: a face network needs no more to be one. Field numbers
/// are those of onnx.proto3.
/// </summary>
internal static class TinyOnnx
{
    private const int Float = 1;
    public const int Whole = 7;

    /// <summary>
    /// Probabilities out of a face's mean colour: softmax(weights x mean colour + bias).
    /// </summary>
    /// <param name="size">Width and height of the input.</param>
    /// <param name="weights">3 x classes, row by row.</param>
    /// <param name="bias">One for each class.</param>
    /// <param name="declared">Classes that the output is declared to have; 0 leaves it open.</param>
    /// <param name="softmax">Whether the output is made into probabilities.</param>
    public static byte[] OfMeanColour(int size, float[] weights, float[] bias, int declared, bool softmax = true) =>
        Model(
            size,
            declared,
            [Tensor("w", weights, 3, bias.Length), Tensor("b", bias, bias.Length)],
            Node("GlobalAveragePool", ["input"], "pooled"),
            Node("Flatten", ["pooled"], "flat"),
            Node("Gemm", ["flat", "w", "b"], "logits"),
            Node(softmax ? "Softmax" : "Identity", ["logits"], "output")
        );

    /// <summary>Works on black faces only: it looks its answer up in a table of one row, by the brightest value.</summary>
    public static byte[] OfBlackFacesOnly(int size, float[] probabilities) =>
        Model(
            size,
            probabilities.Length,
            [Tensor("table", probabilities, 1, probabilities.Length)],
            Node("ReduceMax", ["input"], "brightest"),
            Node("Flatten", ["brightest"], "flat"),
            Node("Cast", ["flat"], "row", Attribute("to", Whole)),
            Node("Gather", ["table", "row"], "found"),
            Node("Flatten", ["found"], "output")
        );

    /// <summary>Has one constant, whose values are in a file beside it.</summary>
    public static byte[] OfOtherFile(string location)
    {
        var place = new Protobuf().Text(1, "location").Text(2, location);
        return Model(16, 2, [Tensor("far", [], 1).Message(13, place).Number(14, 1)]);
    }

    /// <summary>
    /// Answers at once where no value is above 0, and else works for a minute: it multiplies a matrix with itself, again
    /// and again, which is empty on a black face.
    /// </summary>
    public static byte[] OfNoEnd(int size, float[] probabilities)
    {
        const int side = 512;
        const int products = 1000;
        var row = Enumerable.Repeat(1 / MathF.Sqrt(side), side).ToArray();
        return Model(
            size,
            probabilities.Length,
            [
                Tensor("answers", probabilities, 1, probabilities.Length),
                Tensor("row", row, 1, side),
                Tensor("side", [side], 1),
                Tensor("0", [0], 1),
                Tensor("1", [1], 1),
            ],
            [
                Node("ReduceMax", ["input"], "brightest", Attribute("keepdims", 0)),
                Node("Relu", ["brightest"], "bright"),
                Node("Mul", ["bright", "side"], "length"),
                Node("Cast", ["length"], "end", Attribute("to", Whole)),
                Node("Cast", ["0"], "begin", Attribute("to", Whole)),
                Node("Cast", ["1"], "axis", Attribute("to", Whole)),
                Node("Slice", ["row", "begin", "end", "axis"], "part"),
                Node("Transpose", ["part"], "column"),
                Node("MatMul", ["column", "part"], "product 0"),
                .. Enumerable
                    .Range(0, products)
                    .Select(i => Node("MatMul", [$"product {i}", $"product {i}"], $"product {i + 1}")),
                Node("ReduceSum", [$"product {products}"], "sum", Attribute("keepdims", 0)),
                Node("Add", ["answers", "sum"], "output"),
            ]
        );
    }

    public static byte[] Model(int size, int classes, Protobuf[] weights, params Protobuf[] nodes)
    {
        var graph = new Protobuf().Text(2, "tiny");
        Array.ForEach(nodes, node => graph.Message(1, node));
        Array.ForEach(weights, tensor => graph.Message(5, tensor));
        graph.Message(11, Value("input", Float, 1, 3, size, size)).Message(12, Value("output", Float, 1, classes));
        var operators = new Protobuf().Text(1, "").Number(2, 13);
        return new Protobuf().Number(1, 8).Message(7, graph).Message(8, operators).ToArray();
    }

    public static Protobuf Node(string type, string[] inputs, string output, params Protobuf[] attributes)
    {
        var node = new Protobuf();
        Array.ForEach(inputs, input => node.Text(1, input));
        node.Text(2, output).Text(4, type);
        Array.ForEach(attributes, attribute => node.Message(5, attribute));
        return node;
    }

    public static Protobuf Attribute(string name, long value) =>
        new Protobuf().Text(1, name).Number(3, value).Number(20, 2);

    public static Protobuf Tensor(string name, float[] values, params int[] shape)
    {
        var tensor = new Protobuf();
        Array.ForEach(shape, dimension => tensor.Number(1, dimension));
        return tensor.Number(2, Float).Text(8, name).Bytes(9, MemoryMarshal.AsBytes<float>(values));
    }

    /// <summary>A tensor's name and shape; a dimension of 0 is left open.</summary>
    public static Protobuf Value(string name, int type, params int[] shape)
    {
        var dimensions = new Protobuf();
        Array.ForEach(
            shape,
            d => dimensions.Message(1, d == 0 ? new Protobuf().Text(2, "open") : new Protobuf().Number(1, d))
        );
        var tensor = new Protobuf().Number(1, type).Message(2, dimensions);
        return new Protobuf().Text(1, name).Message(2, new Protobuf().Message(1, tensor));
    }
}
