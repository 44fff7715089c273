namespace Vitrine.Models.Onnx;

/// <summary>
/// What a runtime may compute while it loads a graph: it folds nodes that read constants alone, and packs the constants that
/// others read. Each reading counts, and together they have a bound; what would fold to something of another size than it
/// reads is followed, or refused. A node reads only what stands before it, so nothing can go round.
/// </summary>
internal sealed class OnnxConstants
{
    private const long MostRead = OnnxCheck.MostBytes;

    /// <summary>Dimensions of a tensor, at the most: what Shape gives folds too.</summary>
    private const int MostRank = 64;

    // By name: a constant; null: something that depends on the face.
    private readonly Dictionary<string, OnnxTensor?> values = new(StringComparer.Ordinal);
    private long read;

    /// <summary>A constant of the graph.</summary>
    /// <exception cref="InvalidDataException">Its name is taken.</exception>
    public void Add(OnnxTensor constant) => Give(constant.Name, constant);

    /// <summary>An input of the graph.</summary>
    /// <returns>Whether it is one; else it is a constant's name.</returns>
    public bool Begin(string input) => values.TryAdd(input, null);

    /// <summary>The next node.</summary>
    /// <exception cref="InvalidDataException">It would cost too much to load, or reads what is not there.</exception>
    public void Take(OnnxNode node)
    {
        var inputs = node.Inputs.Where(name => name.Length > 0).Select(name => Known(node, name)).ToArray();
        var sizes = inputs.OfType<OnnxTensor>().Select(constant => constant.Elements).ToArray();
        read += sizes.Sum();
        OnnxTensor? folded =
            node.Type is "Constant" ? node.Constant
            : node.Type is "Shape" ? new OnnxTensor(string.Empty, MostRank, null)
            : sizes.Length < inputs.Length ? null
            : new OnnxTensor(string.Empty, Folded(node, inputs, sizes), null);
        read += folded?.Elements ?? 0;
        if (read > MostRead)
        {
            throw new InvalidDataException(
                $"its nodes read and compute more than {MostRead} values of constants; export it with constants folded"
            );
        }

        foreach (var output in node.Outputs.Where(name => name.Length > 0))
        {
            Give(output, folded);
        }
    }

    // How many values a node gives that reads constants alone.
    private static long Folded(OnnxNode node, OnnxTensor?[] inputs, long[] sizes) =>
        (node.Type, sizes) switch
        {
            ("ConstantOfShape", [_]) => inputs[0]!.Value.AsShape ?? throw Unbounded(node),
            ("Concat", [_, ..]) => sizes.Sum(),
            (
                "Cast"
                    or "DequantizeLinear"
                    or "Flatten"
                    or "Identity"
                    or "QuantizeLinear"
                    or "Reshape"
                    or "Slice"
                    or "Squeeze"
                    or "Transpose"
                    or "Unsqueeze",
                [var first, ..]
            ) => first,
            ("Add" or "Div" or "Gather" or "Mul" or "Sub", [var left, var right]) when left * right <= MostRead => left
                * right,
            _ => throw Unbounded(node),
        };

    private static InvalidDataException Unbounded(OnnxNode node) =>
        new($"its {node.Type} reads nothing but constants; export it with constants folded");

    private OnnxTensor? Known(OnnxNode node, string name) =>
        values.TryGetValue(name, out var value)
            ? value
            : throw new InvalidDataException(
                $"a {node.Type} reads '{OnnxTensor.Cut(name)}', which nothing before it gives"
            );

    private void Give(string name, OnnxTensor? value)
    {
        if (!values.TryAdd(name, value))
        {
            throw new InvalidDataException($"'{OnnxTensor.Cut(name)}' is there twice");
        }
    }
}
