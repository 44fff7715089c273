namespace Vitrine.Models.Onnx;

/// <summary>
/// Whether an ONNX file is one that may be loaded: made of itself alone, of the operators that networks for faces need
/// (<see cref="OnnxOperators"/>), and of constants that are what they say. No other file is read, nothing runs that is not
/// ONNX's own, there is no loop, and what a runtime computes of constants while it loads has a bound (<see cref="OnnxConstants"/>).
/// Takes one pass over the bytes and no copy of them; depth and counts are bounded. A field that is not known is refused.
/// </summary>
public static class OnnxCheck
{
    /// <summary>Bytes of a file, at the most: 64 MiB.</summary>
    public const int MostBytes = 64 << 20;

    private const int MostParts = 100_000;
    private const ulong Float = 1;

    /// <summary>Checks a file. Load the same bytes, not the file again.</summary>
    /// <param name="origin">What and where it is, for the message: it begins with it.</param>
    /// <param name="onnx">The file's bytes.</param>
    /// <exception cref="InvalidModelException">It may not be loaded; the message says why, in one line.</exception>
    public static void Check(string origin, ReadOnlySpan<byte> onnx)
    {
        try
        {
            CheckModel(onnx);
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidModelException($"{origin} cannot be loaded: {fault.Message}", fault);
        }
    }

    /// <summary>Reads a file that is not too large to be checked.</summary>
    /// <param name="origin">As above.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidModelException">It is missing, too large, or cannot be read.</exception>
    public static byte[] Read(string origin, string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var bytes =
                file.Length <= MostBytes
                    ? new byte[file.Length]
                    : throw new InvalidModelException($"{origin} has more than {MostBytes >> 20} MiB");
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (FileNotFoundException missing)
        {
            throw new InvalidModelException($"{origin} is not there", missing);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new InvalidModelException($"{origin} cannot be read: {unreadable.Message}", unreadable);
        }
    }

    private static void CheckModel(ReadOnlySpan<byte> onnx)
    {
        ReadOnlySpan<byte> graph = default;
        var fields = new ProtobufReader(onnx, "its model", 8, 14);
        while (fields.Next())
        {
            switch (fields.Field, fields.Wire)
            {
                case (7, Wire.Bytes):
                    graph = fields.Bytes;
                    break;
                // What it imports does no harm: a node may name none of it.
                case (2 or 3 or 4 or 6 or 8 or 14, Wire.Bytes) or (1 or 5, Wire.Varint):
                    break;
                case (20, _):
                    throw new InvalidDataException("it holds graphs for training; export it for inference");
                case (25, _):
                    throw new InvalidDataException(
                        "it holds functions of its own; export it with ONNX's operators alone"
                    );
                default:
                    throw fields.Unknown();
            }
        }

        if (graph.IsEmpty)
        {
            throw new InvalidDataException("it holds no graph");
        }

        CheckGraph(graph);
    }

    private static void CheckGraph(ReadOnlySpan<byte> graph)
    {
        var (constants, parts) = (new OnnxConstants(), 0);
        for (var fields = Graph(graph); fields.Next(); )
        {
            switch (fields.Field, fields.Wire)
            {
                case (_, not Wire.Bytes) or (15, _):
                    throw fields.Unknown();
                case (5, _):
                    constants.Add(OnnxTensor.Read(fields.Bytes));
                    break;
            }

            if (++parts > MostParts)
            {
                throw new InvalidDataException($"its graph has more than {MostParts} parts");
            }
        }

        for (var fields = Graph(graph); fields.Next(); )
        {
            if (fields.Field is 11 or 12 or 13)
            {
                var (name, type) = OnnxValue.Read(fields.Bytes);
                // Old files name their constants among the inputs.
                var isOwn = fields.Field is 13 || (fields.Field is 11 && !constants.Begin(name));
                if (type is not Float && !isOwn)
                {
                    throw new InvalidDataException($"its '{OnnxTensor.Cut(name)}' is not of float32");
                }
            }
        }

        // Nodes may be written before the constants that they read.
        for (var fields = Graph(graph); fields.Next(); )
        {
            if (fields.Field is 1)
            {
                constants.Take(OnnxNode.Read(fields.Bytes));
            }
        }
    }

    private static ProtobufReader Graph(ReadOnlySpan<byte> graph) => new(graph, "its graph", 1, 5, 11, 12, 13, 14, 16);
}
