namespace Vitrine.Models.Onnx;

/// <summary>The fields of one protobuf message, one after the other, without a copy; stricter than protobuf itself.</summary>
/// <param name="message">Its bytes.</param>
/// <param name="name">What it is, for messages.</param>
/// <param name="repeated">The numbers of the fields that may come more than once: those of others would be joined.</param>
internal ref struct ProtobufReader(ReadOnlySpan<byte> message, string name, params int[] repeated)
{
    private const int MostKnown = 63;

    private ReadOnlySpan<byte> rest = message;
    private long seen;

    /// <summary>The field's number.</summary>
    public int Field { get; private set; }

    /// <summary>How it is written.</summary>
    public Wire Wire { get; private set; }

    /// <summary>Its value, where it is a varint.</summary>
    public ulong Number { get; private set; }

    /// <summary>Its value, where it is something else.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>Goes on to the next field.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="InvalidDataException">There is something else, or one that may come only once came before.</exception>
    public bool Next()
    {
        if (rest.IsEmpty)
        {
            return false;
        }

        var tag = Varint(ref rest);
        (Field, Wire) = ((int)Math.Min(tag >> 3, int.MaxValue), (Wire)(tag & 7));
        switch (Wire)
        {
            case Wire.Varint:
                Number = Varint(ref rest);
                break;
            case Wire.Bytes:
                Bytes = Take(Varint(ref rest));
                break;
            case Wire.Fixed32:
                Bytes = Take(sizeof(uint));
                break;
            default:
                throw Unknown();
        }

        if (Field is < 1 or > MostKnown || ((seen >> Field) & 1) != 0 && !repeated.Contains(Field))
        {
            throw Unknown();
        }

        seen |= 1L << Field;
        return true;
    }

    /// <summary>That the field is none that this message may have, or is not written so, or is there again.</summary>
    public readonly InvalidDataException Unknown() => new($"{name} has a field {Field} that is not expected there");

    /// <summary>The numbers of a list, which is one field (packed) or one field for each.</summary>
    /// <param name="list">Takes them.</param>
    /// <param name="most">It takes one more than that, at the most.</param>
    public readonly void AddTo(List<ulong> list, int most)
    {
        if (Wire is Wire.Varint && list.Count <= most)
        {
            list.Add(Number);
        }

        var values = Wire is Wire.Varint ? [] : Bytes;
        while (!values.IsEmpty && list.Count <= most)
        {
            list.Add(Varint(ref values));
        }
    }

    /// <summary>How many numbers such a list has in this field.</summary>
    public readonly int Count()
    {
        // Each ends with a byte whose highest bit is not set.
        var ends = 0;
        foreach (var one in Wire is Wire.Varint ? [] : Bytes)
        {
            ends += one < 0x80 ? 1 : 0;
        }

        return Wire is Wire.Varint ? 1 : ends;
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)rest.Length)
        {
            throw CutOff();
        }

        var taken = rest[..(int)length];
        rest = rest[(int)length..];
        return taken;
    }

    private static ulong Varint(ref ReadOnlySpan<byte> from)
    {
        ulong value = 0;
        for (var shift = 0; shift < 64 && !from.IsEmpty; shift += 7)
        {
            var next = from[0];
            from = from[1..];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw CutOff();
    }

    private static InvalidDataException CutOff() => new("it is no ONNX file, or is cut off");
}

/// <summary>How protobuf writes a field; the others are not used in ONNX, or only in what is refused.</summary>
internal enum Wire
{
    Varint = 0,
    Bytes = 2,
    Fixed32 = 5,
}
