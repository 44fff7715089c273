using System.Security.Cryptography;
using Google.Protobuf;
using Vitrine.Wire;

namespace Vitrine.Bench.Attack;

/// <summary>A model whose weights an ONNX reader would look for in another file. Field numbers are those of onnx.proto.</summary>
internal static class ExternalModel
{
    private const int Graph = 7;
    private const int Initializer = 5;
    private const int RawData = 9;
    private const int ExternalData = 13;
    private const int DataLocation = 14;

    /// <summary>The model without its first weights, which go into a file: together they give the same answers.</summary>
    /// <param name="model">A whole ONNX file.</param>
    /// <param name="name">How the model names the file.</param>
    /// <param name="file">The file; written.</param>
    public static byte[] Of(byte[] model, string name, string file)
    {
        var isDone = false;
        return Change(
            model,
            Graph,
            graph =>
                Change(
                    graph,
                    Initializer,
                    tensor =>
                    {
                        byte[]? weights = null;
                        var rest = Change(
                            tensor,
                            RawData,
                            content =>
                            {
                                weights = content;
                                return null;
                            }
                        );
                        if (isDone || weights is null)
                        {
                            return tensor;
                        }

                        isDone = true;
                        File.WriteAllBytes(file, weights);
                        return [.. rest, .. Elsewhere(name)];
                    }
                )
        );
    }

    /// <summary>Lets a statement speak of it.</summary>
    public static void Describe(Statement statement, byte[] model)
    {
        var before = Convert.ToHexStringLower(statement.Sha256.Span);
        statement.Sha256 = ByteString.CopyFrom(SHA256.HashData(model));
        statement.Bytes = model.Length;
        statement.ChunkSha256.Clear();
        statement.ChunkSha256.AddRange(
            model.Chunk(statement.ChunkBytes).Select(chunk => ByteString.CopyFrom(SHA256.HashData(chunk)))
        );
        statement.Manifest = ByteString.CopyFromUtf8(
            statement
                .Manifest.ToStringUtf8()
                .Replace(before, Convert.ToHexStringLower(statement.Sha256.Span), StringComparison.OrdinalIgnoreCase)
        );
    }

    private static byte[] Elsewhere(string name) =>
        Write(tensor =>
        {
            tensor.WriteTag(ExternalData, WireFormat.WireType.LengthDelimited);
            tensor.WriteBytes(
                ByteString.CopyFrom(
                    Write(entry =>
                    {
                        entry.WriteTag(1, WireFormat.WireType.LengthDelimited);
                        entry.WriteString("location");
                        entry.WriteTag(2, WireFormat.WireType.LengthDelimited);
                        entry.WriteString(name);
                    })
                )
            );
            tensor.WriteTag(DataLocation, WireFormat.WireType.Varint);
            tensor.WriteEnum(1);
        });

    /// <summary>A message with some of its fields changed; null: left out.</summary>
    private static byte[] Change(byte[] message, int field, Func<byte[], byte[]?> change) =>
        Write(output =>
        {
            using var input = new CodedInputStream(message);
            while (input.ReadTag() is not 0 and var tag)
            {
                switch (WireFormat.GetTagWireType(tag))
                {
                    case WireFormat.WireType.LengthDelimited:
                        var content = input.ReadBytes().ToByteArray();
                        if ((WireFormat.GetTagFieldNumber(tag) == field ? change(content) : content) is { } kept)
                        {
                            output.WriteTag(tag);
                            output.WriteBytes(ByteString.CopyFrom(kept));
                        }

                        break;
                    case WireFormat.WireType.Varint:
                        output.WriteTag(tag);
                        output.WriteUInt64(input.ReadUInt64());
                        break;
                    case WireFormat.WireType.Fixed32:
                        output.WriteTag(tag);
                        output.WriteFixed32(input.ReadFixed32());
                        break;
                    default:
                        output.WriteTag(tag);
                        output.WriteFixed64(input.ReadFixed64());
                        break;
                }
            }
        });

    private static byte[] Write(Action<CodedOutputStream> content)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
        {
            content(output);
        }

        return bytes.ToArray();
    }
}
